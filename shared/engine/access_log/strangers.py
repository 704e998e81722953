"""Refusals of strangers: some have an entry of their own, the rest of a minute is counted in one. Pure.

Else whoever sends invented tokens would fill the log.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from shared.engine.access_log.entries import Access

MOST: Final = 20
"""Entries a minute and network."""
MOST_ADDRESSES: Final = 500
"""In one minute. Further ones are counted together."""
OTHERS: Final = "others"


def network_of(address: str) -> str:
    """The address, or the /64 in which it is by IPv6: whoever has one has all of them."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{known}/64", strict=False)) if isinstance(known, IPv6Address) else address


@dataclass(slots=True)
class Strangers:
    """Those of one process."""

    _minute: int = 0
    _seen: dict[str, int] = field(default_factory=dict)
    _over: dict[str, Access] = field(default_factory=dict)

    def count(self, access: Access) -> Iterator[Access]:
        """The entries to keep now: this one, or nothing; before it those that count what was left out."""
        minute = int(access.at.timestamp() // 60)
        if minute != self._minute:
            yield from self.flush()
            self._minute = minute
        network = network_of(access.address)
        key = network if network in self._seen or len(self._seen) < MOST_ADDRESSES else OTHERS
        seen = self._seen[key] = self._seen.get(key, 0) + 1
        if seen <= MOST:
            yield access
        else:
            self._over[key] = replace(access, address=key, thing="", times=seen - MOST)

    def flush(self) -> Iterator[Access]:
        """What was left out until now."""
        over = list(self._over.values())
        self._seen.clear()
        self._over.clear()
        yield from over
