"""The cookie of a session: its name and attributes, how it is read, and from where a command with it may come."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from shared.web.identity.cookies import MOST_BYTES, cookies_of
from shared.web.identity.jwt.checking import Jwts
from shared.web.identity.jwt.keys import IssuerKeys
from shared.web.identity.jwt.mapping import IdentityError, Issuer
from shared.web.identity.sessions import COOKIE, ForeignPage, Sessions, build_sessions

PROVIDER = {"name": "login", "issuer": "https://login.example", "audience": "ctc", "sign_in": {"client_id": "pages"}}


class Nobody:
    def with_identity(self, issuer: str, subject: str) -> None:
        return None


def build(public_url: str, **changes: object) -> Sessions | None:
    issuer = Issuer.model_validate(PROVIDER | changes)
    return build_sessions(Jwts({issuer.issuer: IssuerKeys(issuer)}, Nobody()), public_url)


def test_by_tls_the_cookie_is_for_this_host_and_for_tls_alone() -> None:
    written = cookies_of("https://ctc.example").write(COOKIE, "value", 60)
    assert written == "__Host-ctc-session=value; Max-Age=60; Path=/; Secure; HttpOnly; SameSite=Lax"
    for address in ("http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"):
        assert cookies_of(address).write(COOKIE, "", 0) == "ctc-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"


def test_without_tls_nobody_signs_in_from_elsewhere() -> None:
    with pytest.raises(IdentityError, match="CTC_PUBLIC_URL should begin with https://"):
        build("http://ctc.example")
    assert build("http://ctc.example", sign_in=None) is None


@pytest.mark.parametrize(
    ("sent", "value"),
    [
        ([], None),
        (["a=b"], None),
        (["__Host-ctc-session=x"], "x"),
        (["a=b;__Host-ctc-session=x=y ; c"], "x=y"),
        (["a=b", "__Host-ctc-session=x"], "x"),
        (["ctc-session=x"], None),
        (["__Host-ctc-session"], ""),
        (["__Host-ctc-session=x; __Host-ctc-session=x"], "x"),
        (["__Host-ctc-session=x; __Host-ctc-session=y"], ""),
        (["__Host-ctc-session=x", "__Host-ctc-session=y"], ""),
        (["a=b; \t__Host-ctc-session=x\t"], "x"),
        *(([f"{byte}__Host-ctc-session=x"], None) for byte in "\x0b\x0c\x1c\x1f\x85\xa0"),  # another host may set it
    ],
)
def test_a_cookie_is_read_by_its_whole_name_and_two_that_differ_prove_nothing(
    sent: list[str], value: str | None
) -> None:
    headers = Headers(raw=[(b"cookie", one.encode("latin-1")) for one in sent])
    assert cookies_of("https://ctc.example").read(headers, COOKIE) == value


def test_a_cookie_fits_as_long_as_browsers_keep_it() -> None:
    cookies = cookies_of("https://ctc.example")
    room = MOST_BYTES - len("__Host-ctc-session=")
    assert cookies.fits(COOKIE, "x" * room)
    assert not cookies.fits(COOKIE, "x" * (room + 1))


@pytest.mark.parametrize(
    ("public_url", "origin"),
    [
        ("https://ctc.example", "https://ctc.example"),
        ("https://CTC.example:443/base", "https://ctc.example"),
        ("https://ctc.example:8443", "https://ctc.example:8443"),
        ("http://localhost:80", "http://localhost"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_address_of_ours_is_compared_as_a_browser_writes_it(public_url: str, origin: str) -> None:
    sessions = build(public_url)
    assert sessions is not None
    sessions.check_origin(Headers({"Origin": origin}))
    for other in (f"{origin}.evil.example", f"{origin}/", "null", "", origin.replace("//", "//x.")):
        with pytest.raises(ForeignPage):
            sessions.check_origin(Headers({"Origin": other}))


@pytest.mark.parametrize(
    "sent",
    [
        [(b"sec-fetch-site", b"cross-site"), (b"origin", b"https://ctc.example")],
        [(b"sec-fetch-site", b"same-origin"), (b"sec-fetch-site", b"cross-site")],
        [(b"origin", b"https://ctc.example"), (b"origin", b"https://evil.example")],
        [(b"sec-fetch-site", b""), (b"origin", b"https://ctc.example")],
        [],
    ],
)
def test_headers_that_contradict_each_other_are_no_proof(sent: list[tuple[bytes, bytes]]) -> None:
    sessions = build("https://ctc.example")
    assert sessions is not None
    with pytest.raises(ForeignPage):
        sessions.check_origin(Headers(raw=sent))
