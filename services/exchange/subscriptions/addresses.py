"""Which addresses may be called: none inside our network, whatever its name says. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from shared.engine.refusal import Refusal

Address = IPv4Address | IPv6Address
Networks = Sequence[IPv4Network | IPv6Network]

_URL: Final = re.compile(
    r"(?P<scheme>https?)://(?P<host>[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:(?P<port>[0-9]{1,5}))?"
    r"(?P<target>(/[!-~]*)?(\?[!-~]*)?)"
)
"""Visible ASCII, without a user, a password or a fragment, so that no two readers find different hosts in it."""
_LABEL: Final = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAILTO: Final = re.compile(rf"mailto:(?P<mailbox>[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@({_LABEL}\.)+{_LABEL})", re.ASCII)
"""Nothing that a header of a letter or a command to a server could take for something else."""
LONGEST_MAILBOX: Final = 254
_USUAL_PORTS: Final = {"https": 443, "http": 80}
_NAT64: Final = IPv6Network("64:ff9b::/96")
"""In its last four bytes an address of this network names one of IPv4, to which it is translated."""

_SPECIAL: Final = tuple(
    map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "3fff::/20", "5f00::/16", "64:ff9b:1::/48"))
)
"""Networks for special purposes, some of which older versions of Python take for public."""


class AddressNotUsable(Refusal):
    """A webhook's address is `https://HOST/PATH`: no user, password or fragment, and port 443, or 1024 and above."""

    status = 422


class EmailAddressNotUsable(Refusal):
    """An address for e-mail is `mailto:NAME@HOST`: one plain address, without a subject or anything else behind it."""

    status = 422


class NoEmailFromHere(Refusal):
    """This installation sends no e-mail: its operator would have to name a mail server. Take a webhook or a feed."""

    status = 422


# One refusal for a name that leads inside and for one that leads nowhere: else names inside could be found out.
class NoPublicAddress(Refusal):
    """No address in the public internet was found for this host: check its name. Nothing inside a network is called."""

    status = 422


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The parts of a webhook's address."""

    scheme: str
    host: str
    """A name, or a number without brackets."""
    port: int
    target: str
    """Path and query."""

    @property
    def authority(self) -> str:
        """Host and port, as the header `Host` has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _USUAL_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def number(self) -> Address | None:
        """The address, where the host is written as a number."""
        try:
            return ip_address(self.host)
        except ValueError:
            return None

    def at(self, address: Address) -> str:
        """The URL with this address in place of the name."""
        host = f"[{address}]" if address.version == 6 else str(address)
        return f"{self.scheme}://{host}:{self.port}{self.target}"


def read_mailbox(url: str) -> str:
    """The address in a `mailto:`. Raises EmailAddressNotUsable."""
    found = _MAILTO.fullmatch(url)
    if found is None or len(found["mailbox"]) > LONGEST_MAILBOX:
        raise EmailAddressNotUsable(fields=("url",))
    return found["mailbox"]


def read_url(url: str) -> Endpoint:
    """Takes a URL apart. Raises AddressNotUsable."""
    found = _URL.fullmatch(url)
    if found is None or "#" in url:
        raise AddressNotUsable(fields=("url",))
    scheme = found["scheme"]
    port = int(found["port"] or _USUAL_PORTS[scheme])
    if not (port == _USUAL_PORTS[scheme] or 1024 <= port <= 65535):
        raise AddressNotUsable(fields=("url",))
    host = found["host"].strip("[]").rstrip(".").lower()
    if not host:
        raise AddressNotUsable(fields=("url",))
    target = found["target"] or "/"
    return Endpoint(scheme, host, port, target if target.startswith("/") else f"/{target}")


def check_addresses(endpoint: Endpoint, addresses: Sequence[Address], allowed: Networks) -> None:
    """Raises NoPublicAddress unless each address may be called, and AddressNotUsable for plain HTTP to any other.

    `allowed` names networks that may be called though they are not public, also without TLS.
    """
    if all(any(address in network for network in allowed) for address in addresses):
        return
    if endpoint.scheme != "https":
        raise AddressNotUsable(fields=("url",))
    for address in addresses:
        if not (is_public(address) or any(address in network for network in allowed)):
            raise NoPublicAddress(fields=("url",))


def is_public(address: Address) -> bool:
    """Whether it is an address of one host in the public internet, also behind what it stands for."""
    if isinstance(address, IPv6Address):
        inner = _inner_address(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local or address.scope_id is not None:
            return False
    if any(address in network for network in _SPECIAL):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inner_address(address: IPv6Address) -> IPv4Address | None:
    """The address of IPv4 that this one carries."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
