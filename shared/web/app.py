"""The application of one service, and several of them behind one port."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers, QueryParams
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.engine.access_log.log import AccessLog
from shared.engine.handler import Handler
from shared.engine.rehearsing import Rehearse
from shared.engine.rules import Refusal
from shared.operations.metrics import Metrics
from shared.web import problems
from shared.web.access import PrincipalFor, may_see_inside
from shared.web.documents import pages as documents
from shared.web.documents.openapi import Documented
from shared.web.identity.sessions import Sessions
from shared.web.imports import files_under_way
from shared.web.operators import dead_letters, health
from shared.web.operators.dead_letters import DeadLetters
from shared.web.operators.health import Vitals
from shared.web.routes import check_query
from shared.web.server.answers_under_way import AnswersUnderWay
from shared.web.server.bodies_under_way import BodiesUnderWay
from shared.web.server.command_rates import CommandRates
from shared.web.server.edge import Edge
from shared.web.server.requests_under_way import RequestsUnderWay

API_VERSION = "1.0.0"
"""The version of the HTTP interface in the OpenAPI documents. It changes with the interface, not with the product."""


@dataclass(frozen=True, slots=True)
class Served:
    """One service, as HTTP shows it."""

    name: str
    description: str
    """One sentence, for the docs."""
    routers: Sequence[APIRouter]
    """Its resources, made by `build_router`."""
    vitals: Vitals
    metrics: Metrics
    dead_letters: DeadLetters | None = None
    """None: it reads no messages."""
    handler: Handler | None = None
    """Where its commands go; None where nothing is declared."""
    rehearse: Rehearse | None = None
    """How it asks other services what a message would cause there; None: it cannot."""
    own_bodies: frozenset[str] = frozenset()
    """Paths that read their bodies themselves."""
    access_log: AccessLog | None = None
    """Where requests are noted; None where nothing is kept, as for the documents."""
    schemas: Mapping[str, Any] = field(default_factory=dict)
    """For the OpenAPI document: those to which routes refer by name."""
    state: Mapping[str, object] = field(default_factory=dict)
    """What its routes find in their application's state, beside what all have."""


def build(
    served: Served,
    principal_for: PrincipalFor,
    requests_under_way: RequestsUnderWay | None = None,
    sessions: Sessions | None = None,
) -> FastAPI:
    """The application of one service: its resources, and below `/services/NAME/` what operates it.

    Services of one process share its connections, and so they count the requests under way together. `sessions`: None
    where nobody can sign in.
    """
    app = _make_app(served)
    app.state.principal_for = principal_for
    app.state.sessions = sessions
    app.state.handler = served.handler
    app.state.rehearse = served.rehearse
    app.state.bodies_under_way = BodiesUnderWay()
    app.state.files_under_way = files_under_way()
    app.state.answers_under_way = AnswersUnderWay()
    app.state.command_rates = CommandRates()
    app.state.requests_under_way = requests_under_way or RequestsUnderWay()
    for name, value in served.state.items():
        setattr(app.state, name, value)
    app.components = dict(served.schemas)
    app.add_middleware(
        Edge,
        service=served.name,
        metrics=served.metrics,
        own_bodies=served.own_bodies,
        access_log=served.access_log,
    )
    for router in [*served.routers, *_list_operations(served, app)]:
        app.router.routes.extend(router.routes)
    return app


def _make_app(served: Served) -> Documented:
    return Documented(
        title=f"CTC Reporting: {served.name}",
        description=served.description,
        version=API_VERSION,
        openapi_url=None,  # `documents` has it, and a page that fetches nothing from elsewhere
        separate_input_output_schemas=False,
        redirect_slashes=False,  # it would lead to whichever host the request names
        exception_handlers={
            Refusal: problems.answer_refusal,
            RequestValidationError: problems.answer_invalid,
            HTTPException: problems.answer_http_error,
        },
        # The framework's own telemetry would record exceptions with their messages.
        telemetry={
            "tracing": False,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
        },
    )


def _list_operations(served: Served, app: Documented) -> list[APIRouter]:
    """What operates the service, below a path of its own."""
    prefix = f"/services/{served.name}"
    return [
        health.build_routes("", served.vitals),
        health.build_routes(prefix, served.vitals),
        health.build_metrics_route(prefix, served.vitals, served.metrics),
        *([dead_letters.build_routes(prefix, served.dead_letters)] if served.dead_letters else []),
        documents.build_routes(prefix, app),
    ]


@dataclass(frozen=True, slots=True)
class Together:
    """Several services behind one port: each request goes to the one whose resource it names.

    Each is the same application that it is alone, so nothing behaves differently.
    """

    apps: Mapping[str, ASGIApp]
    """By the first segment of the path, or by the first two below `/services`, `/imports` and `/feeds`."""
    vitals: Mapping[str, Vitals]
    fallback: ASGIApp
    principal_for: PrincipalFor
    sessions: Sessions | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, reads = scope.get("path", ""), scope.get("method") in ("GET", "HEAD")
        if scope["type"] == "http" and reads and path in ("/health/live", "/health/ready"):
            await (await self._health(scope))(scope, receive, send)
            return
        await self.apps.get(_owner(path), self.fallback)(scope, receive, send)

    async def _health(self, scope: Scope) -> Response:
        """Well when every service is."""
        try:
            check_query(QueryParams(scope["query_string"]), set())
        except Refusal as refusal:
            return problems.response(refusal)
        word = scope["path"].removeprefix("/health/")
        ask = health.live if word == "live" else health.ready
        found = await asyncio.gather(*(ask(vitals) for vitals in self.vitals.values()))
        parts = {name: {word: well, **details} for name, (well, details) in zip(self.vitals, found, strict=True)}
        inside = await may_see_inside(Headers(scope=scope), self.principal_for, self.sessions)
        return health.answer(word, all(well for well, _ in found), {"services": parts} if inside else {})


def build_together(
    services: Sequence[Served], principal_for: PrincipalFor, sessions: Sessions | None = None
) -> Together:
    """The application of the whole process. No two services may have a resource of one name."""
    apps: dict[str, ASGIApp] = {}
    requests_under_way = RequestsUnderWay()
    for served in services:
        app = build(served, principal_for, requests_under_way, sessions)
        for owner in sorted({_owner(path) for path in _paths(app)} - {"health"}):
            assert owner not in apps, f"two services have the resource /{owner}"
            apps[owner] = app
    fallback = next(iter(apps.values()))
    return Together(apps, {served.name: served.vitals for served in services}, fallback, principal_for, sessions)


def _owner(path: str) -> str:
    """`cycles` of `/cycles/x/recommendations`; `services/followup` of all that operates followup.

    `imports/visits` of `/imports/visits`: several services import files, and several have feeds.
    """
    first, _, rest = path.lstrip("/").partition("/")
    return f"{first}/{rest.partition('/')[0]}" if first in ("services", "imports", "feeds") else first


def _paths(app: FastAPI) -> list[str]:
    return [route.path for route in app.routes if isinstance(route, Route)]
