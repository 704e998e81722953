"""Wires portal: pages that are made of what the other services answer to their reader."""

from __future__ import annotations

from reference import Reference
from services.portal import templating
from services.portal.asking.client import Asker
from services.portal.http import (
    calendar,
    documents,
    recommendations,
    reports,
    rest,
    searching,
    signing,
    start,
    states,
    traces,
)
from services.portal.http.portal import Portal
from shared.operations.http_clients import HttpClients
from shared.operations.metrics import Behind, Metrics
from shared.web.app import Served
from shared.web.identity.cookies import Cookies, cookies_of
from shared.web.operators.health import Vitals

NAME = "portal"


def describe(clients: HttpClients, address: str, public_url: str, reference: Reference) -> Served:
    """Portal as HTTP shows it. `address`: of another service, with `{service}` for its name."""
    portal = Portal(Asker(clients, address), reference, templating.build_templates(), _cookies(public_url), public_url)
    return Served(
        name=NAME,
        description="Pages for people: reports, States, recommendations, the calendar, traces. It owns no data.",
        routers=[
            start.build_routes(),
            reports.build_routes(),
            documents.build_routes(),
            states.build_routes(),
            recommendations.build_routes(),
            calendar.build_routes(),
            traces.build_routes(),
            searching.build_routes(),
            signing.build_routes(),
            rest.build_routes(),
        ],
        vitals=Vitals(dict, list, {}, _measure),
        metrics=Metrics(NAME),
        own_bodies=signing.OWN_BODIES,
        state={"portal": portal},
    )


async def _measure() -> Behind:
    """It reads no events and keeps nothing, so it is behind with nothing."""
    return Behind()


def _cookies(public_url: str) -> Cookies | None:
    try:
        return cookies_of(public_url, "Strict")
    except ValueError:
        return None
