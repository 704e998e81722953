"""What the pages are made with: the same for all readers."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment

from reference import Reference
from services.portal.asking.client import Asker
from shared.web.identity.cookies import Cookies


@dataclass(frozen=True, slots=True)
class Portal:
    """Portal's parts."""

    asker: Asker
    reference: Reference
    templates: Environment
    cookies: Cookies | None
    """Those of this installation; None where a cookie could be read on its way."""
    public_url: str
