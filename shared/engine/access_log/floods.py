"""Entries that somebody can have made without end: some are kept each, the rest of a minute is counted in one. Pure.

A stranger can by whatever it sends, and a principal by what is refused or not there. Else they would fill the log.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from shared.engine.access_log.entries import Access

MOST_OF_STRANGER: Final = 20
"""Entries a minute and network."""
MOST_OF_PRINCIPAL: Final = 60
"""Entries a minute of what was refused to one principal."""
MOST_ADDRESSES: Final = 500
"""In one minute. Further ones are counted together. Principals need no such bound: nobody can invent one."""
OTHERS: Final = "others"


def network_of(address: str) -> str:
    """The address, or the /64 in which it is by IPv6: whoever has one has all of them."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{known}/64", strict=False)) if isinstance(known, IPv6Address) else address


def can_flood(access: Access) -> bool:
    """Whether whoever asked can have such entries made without end."""
    return not access.principal or access.status >= 400


@dataclass(slots=True)
class Floods:
    """Those of one process."""

    _minute: int = 0
    _strangers: dict[str, int] = field(default_factory=dict)
    """Entries of this minute, by network."""
    _principals: dict[str, int] = field(default_factory=dict)
    _over: dict[tuple[str, str], Access] = field(default_factory=dict)
    """What is counted and not kept yet: one entry for each network of strangers, and for each principal."""

    def count(self, access: Access) -> Iterator[Access]:
        """The entries to keep now: this one, or nothing; before it those that count what was left out."""
        minute = int(access.at.timestamp() // 60)
        if minute != self._minute:
            yield from self.flush()
            self._minute = minute
            self._strangers.clear()
            self._principals.clear()
        if access.principal:
            group, seen, most = access.principal, self._principals, MOST_OF_PRINCIPAL
        else:
            group, seen, most = self._find_network(access.address), self._strangers, MOST_OF_STRANGER
        seen[group] = seen.get(group, 0) + 1
        if seen[group] <= most:
            yield access
        else:
            self._leave_out(access, group)

    def flush(self) -> Iterator[Access]:
        """What was left out until now."""
        over = list(self._over.values())
        self._over.clear()
        yield from over

    def has_left_out(self) -> bool:
        """Whether something is counted that is not kept yet."""
        return bool(self._over)

    def _find_network(self, address: str) -> str:
        network = network_of(address)
        return network if network in self._strangers or len(self._strangers) < MOST_ADDRESSES else OTHERS

    def _leave_out(self, access: Access, group: str) -> None:
        key = access.principal, group
        times = self._over[key].times + 1 if key in self._over else 1
        address = access.address if access.principal else group
        self._over[key] = replace(access, address=address, thing="", times=times)
