"""Cookies that a browser sends to this installation alone, and shows to no script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from shared.web.identity.jwt.mapping import check_address

MOST_BYTES: Final = 4096
"""Of name and value together: browsers keep no more."""


def split_cookies(headers: Headers) -> list[str]:
    """Each cookie that came, as NAME=VALUE.

    Space and tab alone stand between two (RFC 6265). Python's `strip` takes off more: with it another host of the same
    domain could set a cookie for us, since browsers see no `__Host-` behind a byte such as 85.
    """
    return [part.strip(" \t") for one in headers.getlist("cookie") for part in one.split(";")]


@dataclass(frozen=True, slots=True)
class Cookies:
    """Those of one installation."""

    prefix: str
    """`__Host-`: a browser takes it by TLS alone, and for this host alone. Without TLS it is empty."""
    attributes: str

    def write(self, name: str, value: str, seconds: int) -> str:
        """A `Set-Cookie` for so many seconds."""
        return f"{self.prefix}{name}={value}; Max-Age={seconds}{self.attributes}"

    def clear(self, name: str) -> str:
        """A `Set-Cookie` that takes it away."""
        return self.write(name, "", 0)

    def fits(self, name: str, value: str) -> bool:
        """Whether browsers keep it."""
        return len(self.prefix) + len(name) + len(value) < MOST_BYTES

    def read(self, headers: Headers, name: str) -> str | None:
        """Its value; None without one. Two of one name that differ prove nothing: then the value is empty."""
        wanted = f"{self.prefix}{name}"
        values = {value for key, _, value in (one.partition("=") for one in split_cookies(headers)) if key == wanted}
        return next(iter(values)) if len(values) == 1 else ("" if values else None)


def cookies_of(public_url: str, same_site: Literal["Lax", "Strict"] = "Lax") -> Cookies:
    """Those of the installation that others reach at this address.

    Raises ValueError where a cookie could be read on its way: only on this machine none can.
    """
    check_address(public_url)
    if urlsplit(public_url).scheme == "https":
        return Cookies("__Host-", f"; Path=/; Secure; HttpOnly; SameSite={same_site}")
    return Cookies("", f"; Path=/; HttpOnly; SameSite={same_site}")
