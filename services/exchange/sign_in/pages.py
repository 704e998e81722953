"""Two small pages: where to sign in, and who is signed in."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final
from urllib.parse import urlencode, urlsplit

from shared.engine.principals import PUBLIC, Principal
from shared.web.identity.jwt.mapping import Issuer

_PAGE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>body {{ font: 16px/1.5 sans-serif; max-width: 30rem; margin: 4rem auto; padding: 0 1rem }}
li {{ margin: .5rem 0 }} th {{ text-align: left; vertical-align: top; padding-right: 1rem }}
button {{ font: inherit; padding: .25rem 1rem; margin-top: 1rem }}</style></head>
<body><main><h1>{title}</h1>{content}</main></body></html>
"""
_BUTTON: Final = '<form method="post" action="/sign-out"><button>Sign out</button></form>'
_NOTHING_ELSE: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"


def build_choice(issuers: Iterable[Issuer], back: str) -> str:
    """The page on which a person chooses an identity provider."""
    return _PAGE.format(title="Sign in", content=f"<p>Sign in with</p><ul>{''.join(_links(issuers, back))}</ul>")


def _links(issuers: Iterable[Issuer], back: str) -> Iterable[str]:
    for one in issuers:
        title = (one.sign_in and one.sign_in.title) or one.name
        address = f"/sign-in?{urlencode({'with': one.name, 'back': back})}"
        yield f'<li><a href="{escape(address)}">{escape(title)}</a></li>'


def build_session_page(principal: Principal) -> str:
    """The page that says who is signed in, and ends it."""
    if principal is PUBLIC:
        return _PAGE.format(title="Not signed in", content='<p><a href="/sign-in">Sign in</a></p>')
    rights = [name for name, has in (("command", principal.may_command), ("operate", principal.may_operate)) if has]
    facts = {
        "you are": principal.name,
        "you read as": ", ".join([principal.audience, *sorted(principal.parties)]),
        "you may": ", ".join(["read", *rights]),
        "until": f"{principal.until:%Y-%m-%d %H:%M} UTC" if principal.until else "",
    }
    rows = "".join(f"<tr><th>{name}</th><td>{escape(text)}</td></tr>" for name, text in facts.items() if text)
    button = _BUTTON if principal.proof.startswith("sign-in ") else ""
    return _PAGE.format(title="Signed in", content=f"<table>{rows}</table>{button}")


def write_policy(ends: Iterable[str]) -> str:
    """What a browser may do with such a page: nothing but send its form, which leads on to the provider's address."""
    origins = sorted({f"{urlsplit(one).scheme}://{urlsplit(one).netloc}" for one in ends if one})
    return " ".join([f"{_NOTHING_ELSE}; form-action 'self'", *origins])
