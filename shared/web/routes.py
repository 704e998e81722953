"""What is checked of every request before its endpoint, in this order: who asks, its parameters, its body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, nullcontext
from dataclasses import dataclass, is_dataclass
from functools import partial
from typing import Any, ClassVar, get_type_hints

from fastapi import APIRouter, Request, Response
from fastapi.datastructures import DefaultPlaceholder
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.datastructures import QueryParams
from starlette.routing import compile_path, get_name

from shared.engine.handler import Handler
from shared.engine.principals import PUBLIC, Principal
from shared.operations.pools import reads_for_stranger
from shared.web.access import NAMED, admit, admit_again, inside
from shared.web.answers import quality
from shared.web.bodies import AsJson, set_rules
from shared.web.problems import MOST_FIELDS, Invalid, NotAcceptable
from shared.web.server.addresses import find_network
from shared.web.server.answers_under_way import AnswersUnderWay, Count, Leaving, answer_in_turn
from shared.web.server.bodies_under_way import BodiesUnderWay
from shared.web.server.reading import LARGEST_BODY, LARGEST_FROM_INSIDE, check_encoding, with_json
from shared.web.server.requests_under_way import RequestsUnderWay

JSON = "application/json"


class CheckedRoute(APIRoute):
    """A route that takes nothing which it does not know.

    A misspelt field or parameter would be lost in silence. Nobody's body is read before it is known that they may
    send one.
    """

    takes_turn: ClassVar = True
    """Whether it waits while the same asker has many requests under way."""

    def __init__(self, path: str, endpoint: Callable[..., object], **options: Any) -> None:
        """Makes what finds the route among all others. The rest costs a millisecond, and no start waits for it."""
        for hint in get_type_hints(endpoint, include_extras=True).values():
            set_rules(hint)
        self.path, self.endpoint, self.name = path, endpoint, options.get("name") or get_name(endpoint)
        self.path_regex, self.path_format, self.param_convertors = compile_path(path)
        self.methods = {method.upper() for method in options.get("methods") or ["GET"]}
        self._options = options

    def __getattr__(self, name: str) -> object:
        """Makes the rest when something of it is first asked for: by a request, or by a document."""
        options = self.__dict__.pop("_options", None)
        if options is None:
            raise AttributeError(name)
        super().__init__(self.path, self.endpoint, **{**options, "strict_content_type": False})
        for body in (field.field_info for field in self.dependant.body_params):
            assert not is_dataclass(body.annotation) or AsJson in body.metadata, (
                f"{self.path}: AsJson bounds a body's errors"
            )
        return getattr(self, name)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer, parts = super().get_route_handler(), list(_list_dependants(self.dependant))
        parameters = {field.alias for part in parts for field in part.query_params}
        demands = {part.call for part in parts}
        assert not self.dependant.body_params or demands & NAMED, f"{self.path}: a stranger's body would be read"
        forms, is_inside = self._forms(), inside in demands

        async def check_and_answer(request: Request) -> Response:
            await admit(request, demands)
            if request.scope["query_string"]:
                check_query(request.query_params, parameters)
            asker = _find_asker(request, is_inside)
            if request.method == "GET":
                _check_forms(request.headers.get("accept", ""), forms)
                if not self.takes_turn:
                    return await answer(request)
                return await answer_in_turn(asker.turn(), partial(_work, asker, answer, request), asker.count_answer)
            check_encoding(request.headers)
            bodies: BodiesUnderWay = request.app.state.bodies_under_way
            body = bodies.count_body(asker.principal, asker.name, request.receive, is_inside)
            try:
                request = Request(request.scope, body)
                if request.state.own_body:  # its endpoint takes a turn when it has the body
                    return Leaving(await answer(request), asker.count_answer)
                request = await with_json(request, LARGEST_FROM_INSIDE if is_inside else LARGEST_BODY)
                async with asker.turn(), asker.work():
                    await admit_again(request)
                    return Leaving(await _answer_for(asker, answer, request, is_inside), asker.count_answer)
            finally:
                body.release()

        return check_and_answer

    def _forms(self) -> list[str]:
        """The media types of what is found here, as the route declares them; usually JSON alone."""
        usual = (
            self.response_class.value if isinstance(self.response_class, DefaultPlaceholder) else self.response_class
        )
        return [usual.media_type or JSON, *self.responses.get(200, {}).get("content", {})]


@dataclass(frozen=True, slots=True)
class _Asker:
    """A principal, or all strangers of a network. How much of it is under way is bounded."""

    principal: Principal
    name: str
    turn: Callable[[], AbstractAsyncContextManager[None]]
    """From when it is handled until its answer has left."""
    work: Callable[[], AbstractAsyncContextManager[None]]
    """While its answer is made: a turn of all strangers together, of its State or body, or of all without any right."""
    count_answer: Count
    """As long as its answer is on its way."""


def _find_asker(request: Request, is_inside: bool) -> _Asker:
    """`is_inside`: another service asks, for many at once."""
    state = request.app.state
    turns: RequestsUnderWay = state.requests_under_way
    answers: AnswersUnderWay = state.answers_under_way
    asks: Principal | None = getattr(request.state, "asks", None)
    if asks is None or asks == PUBLIC:
        name = f"stranger {find_network(request.scope)}"
        turn = nullcontext if is_inside else partial(turns.turn, name)
        return _Asker(PUBLIC, name, turn, turns.work_for_stranger, answers.to_strangers(name))
    desk = asks.desk if asks.has_rights else "accounts without any right"
    of_desk = f"{'reads' if request.method == 'GET' else 'commands'} of {desk}"
    work = nullcontext if asks.is_staff else partial(turns.turn, of_desk)
    return _Asker(asks, asks.itself, partial(turns.turn, asks.itself), work, answers.to_principal(asks))


async def _work(asker: _Asker, answer: Callable[[Request], Awaitable[Response]], request: Request) -> Response:
    async with AsyncExitStack() as work:
        await work.enter_async_context(asker.work())
        request.state.work = work
        return await _answer_for(asker, answer, request)


async def release_work(http: Request) -> None:
    """Lets others of the reader's State or body read, or other strangers: what follows is long, and reads nothing."""
    await http.state.work.aclose()


async def _answer_for(
    asker: _Asker, answer: Callable[[Request], Awaitable[Response]], request: Request, is_inside: bool = False
) -> Response:
    token = reads_for_stranger.set(not (is_inside or asker.principal.has_rights))
    try:
        return await answer(request)
    finally:
        reads_for_stranger.reset(token)


def find_handler(http: Request) -> Handler:
    """That of the application to which the request came."""
    handler: Handler = http.app.state.handler
    return handler


def build_router(tag: str) -> APIRouter:
    """An empty router for one kind of resource."""
    return APIRouter(tags=[tag], route_class=CheckedRoute)


def check_query(sent: QueryParams, known: set[str]) -> None:
    """Raises Invalid for a parameter that is not known here, or that comes twice."""
    names = [name for name, _ in sent.multi_items()]
    unknown = sorted(set(names) - known)[:MOST_FIELDS]
    if unknown:
        shown = tuple(name[:100] for name in unknown)
        there_is = f"there is {', '.join(sorted(known))}" if known else "there is none here"
        raise Invalid(f"{', '.join(shown)}: no such parameter; {there_is}", shown)
    twice = tuple(sorted(name for name, count in Counter(names).items() if count > 1))
    if twice:
        raise Invalid(f"{', '.join(twice)}: can be given once", twice)


def _check_forms(accept: str, forms: list[str]) -> None:
    if accept not in ("", "*/*") and not any(quality(accept, form) > 0 for form in forms):
        raise NotAcceptable(f"there is {', '.join(forms)}")


def _list_dependants(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for part in dependant.dependencies:
        yield from _list_dependants(part)
