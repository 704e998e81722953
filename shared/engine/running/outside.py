"""What a service must know that hears others by their own topics, or calls their addresses."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network

from shared.engine.principals import PrincipalNamed, nobody_named


@dataclass(frozen=True, slots=True)
class MailServer:
    """Who takes our e-mail. It is spoken to by TLS alone."""

    host: str
    port: int
    from_beginning: bool
    """Whether TLS begins with the connection, and not by STARTTLS."""
    sender: str
    """The address from which e-mail comes."""
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    trust: ssl.SSLContext | None = field(default=None, repr=False)
    """Whose certificates are believed; None: the usual authorities'."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Who is told, where, and how others find us."""

    allowed: Sequence[IPv4Network | IPv6Network] = ()
    """Networks that may be called though they are not public, also without TLS: for laptops and tests."""
    principal_named: PrincipalNamed = nobody_named
    """Who is this party alone (`Principal.itself`), with its present rights."""
    public_url: str = ""
    """Of this installation."""
    publisher_named: PrincipalNamed = nobody_named
    """The registered publisher with this id: on its own topic the transport proves that it is the sender."""
    mail: MailServer | None = None
    """None: no e-mail is sent."""
