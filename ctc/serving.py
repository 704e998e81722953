"""`ctc up` and `ctc serve`: services in a process, answering over HTTP until they are told to stop."""

from __future__ import annotations

import secrets
import socket
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncpg
import httpx
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from ctc import composition
from ctc.errors import CannotStart
from ctc.garbage import loading
from ctc.process import database, run_services
from ctc.signing import build_signer, find_signer
from ctc.tls import build_own_tls, build_trust
from ctc.until import on_signal, run_until_one_ends
from reference import Reference, load
from services.assessments.service import describe as assessments
from services.council.service import describe as council
from services.exchange.service import describe as exchange
from services.followup.service import describe as followup
from services.portal.asking.client import build_clients
from services.portal.service import describe as describe_portal
from services.unoct.service import describe as unoct
from shared.engine.port import Message, Transport
from shared.engine.principals import OWNER, Principal
from shared.engine.rehearsing import Rehearse, rehearse_messages
from shared.engine.repairs.dead_letters import Repair
from shared.engine.running.runtime import Runtime
from shared.engine.signing import UNSIGNED, Signer
from shared.operations import logs
from shared.operations.settings import PUBLIC_URL, TOKENS_FILE, Settings
from shared.web.access import PrincipalFor
from shared.web.app import Served, build, build_together
from shared.web.identity.sessions import Sessions
from shared.web.operators import access_logs, clocks, journals, rehearsals, resendings
from shared.web.operators.health import Question, Vitals, database_answers
from shared.web.server.serving import address, listen, listen_in_lanes, serving
from shared.web.tokens import Tokens

NO_QUESTIONS: Mapping[str, Question] = {}
SERVED = {"assessments": assessments, "followup": followup, "unoct": unoct, "council": council, "exchange": exchange}


Fill = Callable[[str, str], Coroutine[Any, Any, None]]
"""What is done with a system that is ready, at this address with this token."""


async def up(settings: Settings, directory: Path, fill: Fill | None = None) -> None:
    """All services in this process, until a signal; prints `address URL` and `token T` when it is ready."""
    stop = on_signal()
    token = f"ctc_{secrets.token_urlsafe(32)}"
    tls = build_own_tls(settings)
    sock = listen(settings.host, settings.port)
    where = address(sock, tls)
    tokens_file = (settings.tokens_file or directory / TOKENS_FILE).resolve()
    tokens = Tokens(tokens_file, {token: OWNER}, uses=settings.token_uses)
    logs.configure(settings.log_level)
    if "public_url" not in settings.model_fields_set:
        settings = settings.model_copy(update={"public_url": where})
    async with (
        database(settings, directory) as (dsn, server),
        whole(settings, dsn, tokens, find_signer(settings, directory)) as app,
        serving(app, sock, tls),
    ):
        if server is not None:
            server.announce(where, token, str(tokens_file))
        print(f"address {where}\ntoken {token}", flush=True)
        if fill is not None:
            await run_until_one_ends(stop.wait(), fill(where, token))
        await stop.wait()


async def serve(settings: Settings, name: str) -> None:
    """One service, as compose runs it, until a signal."""
    dsn = settings.dsn
    assert dsn is not None
    stop = on_signal()
    tls, trust = build_own_tls(settings), build_trust(settings)
    tokens, service = Tokens(settings.tokens_file, uses=settings.token_uses), composition.find_service(name)
    logs.configure(settings.log_level)
    signer = build_signer(settings) if name == "council" else UNSIGNED
    async with run_services(settings, dsn, _reference(settings), [service], False, tokens, signer) as process:
        identities = process.identities
        with loading():
            app = alone(
                process.runtimes[name],
                identities.principal_for,
                process.resources.transport,
                process.resources.pool,
                rehearsals.ask_over_http(settings.service_address, trust) if settings.service_address else None,
                identities.questions,
                identities.sessions,
            )
        sock, lanes = _listen(settings)  # only now: until this copy can answer, others get the requests
        async with serving(app, sock, tls, lanes):
            print(f"address {address(sock, tls)}", flush=True)
            await stop.wait()


async def serve_portal(settings: Settings) -> None:
    """The pages, as compose runs them, until a signal. Raises CannotStart where nobody says where the services are."""
    if settings.service_address is None:
        raise CannotStart("the portal asks the other services: set CTC_SERVICE_ADDRESS, as http://{service}:8000")
    stop = on_signal()
    tls, trust = build_own_tls(settings), build_trust(settings)
    logs.configure(settings.log_level)
    async with aclosing(build_clients(None, trust)) as clients:
        pages = describe_portal(clients, settings.service_address, settings.public_url, _reference(settings))
        pages.metrics.show_version(settings.version)
        sock, lanes = _listen(settings)
        async with serving(build(pages, _nobody), sock, tls, lanes):
            print(f"address {address(sock, tls)}", flush=True)
            await stop.wait()


def _listen(settings: Settings) -> tuple[socket.socket, list[socket.socket]]:
    """The socket of the port, and those of the lanes beside it. Raises CannotListen."""
    sock = listen(settings.host, settings.port)
    return sock, listen_in_lanes(settings.host, sock.getsockname()[1] + 1, settings.lanes)


async def _nobody(_bearer: str) -> Principal | None:
    """Portal knows nobody: whoever it asks does."""
    return None


@asynccontextmanager
async def whole(settings: Settings, dsn: str, tokens: Tokens, signer: Signer = UNSIGNED) -> AsyncIterator[ASGIApp]:
    """Starts all services behind one application."""
    async with run_services(settings, dsn, _reference(settings), composition.SERVICES, True, tokens, signer) as process:
        who = process.identities
        with loading():
            app = application(
                process.runtimes.values(),
                who.principal_for,
                process.resources.transport,
                process.resources.pool,
                who.questions,
                who.sessions,
                process.settings.public_url,
            )
        yield app


def alone(
    runtime: Runtime,
    principal_for: PrincipalFor,
    transport: Transport,
    pool: asyncpg.Pool[asyncpg.Record],
    rehearse: Rehearse | None = None,
    questions: Mapping[str, Question] = NO_QUESTIONS,
    sessions: Sessions | None = None,
) -> FastAPI:
    """The application of one service. It is asked by exchange what messages would cause here, and asks others so.

    `questions`: what readiness asks beside database and transport. `sessions`: None where nobody can sign in.
    """
    described = _describe(runtime, transport, pool, questions)
    prefix = f"/services/{described.name}"
    routers = [*described.routers, rehearsals.build_routes(prefix, runtime.handler)]
    return build(replace(described, routers=routers, rehearse=rehearse), principal_for, sessions=sessions)


def application(
    runtimes: Collection[Runtime],
    principal_for: PrincipalFor,
    transport: Transport,
    pool: asyncpg.Pool[asyncpg.Record],
    questions: Mapping[str, Question] = NO_QUESTIONS,
    sessions: Sessions | None = None,
    public_url: str = PUBLIC_URL,
) -> ASGIApp:
    """These services behind one application, with portal, which asks them through it as anybody else would."""
    handlers = {runtime.service.name: runtime.handler for runtime in runtimes}

    async def rehearse(service: str, messages: Sequence[Message]) -> Sequence[Message]:
        return await rehearse_messages(handlers[service], messages)

    async def ask(scope: Scope, receive: Receive, send: Send) -> None:
        await whole_app(scope, receive, send)

    described = [replace(_describe(runtime, transport, pool, questions), rehearse=rehearse) for runtime in runtimes]
    reference = next(iter(runtimes)).handler.reference
    clients = build_clients(httpx.ASGITransport(ask, raise_app_exceptions=False))
    pages = describe_portal(clients, "http://{service}", public_url, reference)
    whole_app = build_together([*described, pages], principal_for, sessions)
    return whole_app


def _reference(settings: Settings) -> Reference:
    return load(extra_mandates=settings.mandates)


def _describe(
    runtime: Runtime, transport: Transport, pool: asyncpg.Pool[asyncpg.Record], questions: Mapping[str, Question]
) -> Served:
    vitals = Vitals(
        runtime.moved_at,
        runtime.find_ended_loops,
        {"database": database_answers(pool), "transport": transport.ready, **questions},
        runtime.behind,
    )
    description = SERVED[runtime.service.name](runtime, vitals, Repair(runtime.handler))
    prefix = f"/services/{description.name}"
    for_operators = [
        resendings.build_routes(prefix, runtime),
        journals.build_routes(prefix, runtime, journals.topics_of(description.name)),
        clocks.build_routes(prefix, runtime.handler),
        access_logs.build_routes(prefix, runtime),
    ]
    return replace(description, routers=[*description.routers, *for_operators], access_log=runtime.access_log)
