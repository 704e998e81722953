"""Routes made of declarations: `shared.engine.declarations` says what there is, this file how HTTP brings it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Final, get_type_hints

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from shared.engine.declarations import Action, By, Filter, Listing, Member, Parameter, Resource, Single, Theme
from shared.engine.handler import Handler
from shared.engine.rules import NotFound
from shared.web.access import Reader
from shared.web.answers import answer, as_json
from shared.web.bodies import AsJson
from shared.web.commands import Envelope, FromHolder, FromOfficer, FromOperator, FromUn, run
from shared.web.documents.openapi import may_refuse
from shared.web.documents.shapes import list_of
from shared.web.lists import Paged, read_by_place, read_many, read_one
from shared.web.routes import build_router, find_handler
from shared.web.states import ABOUT_STATES, ABOUT_THEMES, StateCode, ThemeCode
from shared.web.things import change_thing, read_thing, viewer_of

Taken = dict[str, tuple[Any, object]]
"""The parameters of an endpoint: annotation and default of each, by name."""
Endpoint = Callable[..., Awaitable[Response]]

_REQUIRED: Final = inspect.Parameter.empty
_REQUEST: Final[Taken] = {"http": (Request, _REQUIRED)}  # a path may name a `request`
_ENVELOPES: Final[dict[str, Any]] = {
    "commander": Envelope, "un": FromUn, "committee": FromOfficer, "operator": FromOperator, "holder": FromHolder,
}  # fmt: skip
_CODES: Final[dict[object, tuple[Any, str]]] = {
    Member: (StateCode, ABOUT_STATES),
    Theme: (ThemeCode, ABOUT_THEMES),
}
_annotated: Final[Any] = Annotated  # made while the process runs, so no type checker can follow it


def build_routers(declared: Sequence[Resource]) -> list[APIRouter]:
    """The routes of these resources, a router for each. They find the handler in their application's state."""
    return [_router(resource) for resource in declared]


@cache
def _router(resource: Resource) -> APIRouter:
    """Made once in a process: making a route takes FastAPI some milliseconds, and tests make many applications."""
    router = build_router(resource.tag)
    for part in resource.parts:
        taken = _path_parameters(part.path, resource.parameters)
        if isinstance(part, Listing):
            _add_listing(router, part, taken)
        elif isinstance(part, Single):
            _add_single(router, part, taken)
        else:
            _add_action(router, part, taken)
    return router


# ---- reading ----------------------------------------------------------------------------


def _add_listing(router: APIRouter, part: Listing, path: Taken) -> None:
    filters = {f"filter_{number}": by for number, by in enumerate(part.filters)}  # `from` is no name in Python

    async def list_things(**sent: Any) -> Response:
        handler, principal = find_handler(sent["http"]), sent["principal"]
        viewer = await viewer_of(handler, part.view, principal)
        wanted, whole = [*part.where], None
        if part.within is not None:
            key = part.within.key(_keys(path, sent)[-1])
            whole = await read_one(handler.reads, handler.service.name, part.within.table, key, principal)
            wanted.append(Filter(part.column, key))
        for name, by in filters.items():
            wanted += by.filters(sent[name], viewer)
        asked = handler.reads, handler.service.name, part.view.table, principal, sent["page"], wanted
        if part.arrange is None:
            return answer(await read_many(*asked, lambda row: as_json(part.view.show(row, viewer))))
        arrange = part.arrange

        def show_at(row: Any, place: int) -> object:
            return as_json(part.view.show(arrange(whole, row, place, principal), viewer))

        return answer(await read_by_place(*asked, show_at))

    taken = {**_REQUEST, "principal": (Reader, _REQUIRED), "page": (Paged, _REQUIRED), **path}
    taken |= {name: (_query(by), by.default) for name, by in filters.items()}
    router.add_api_route(
        part.path,
        _with_signature(list_things, taken),
        name=part.name,
        description=part.about,
        response_model=list_of(part.view.shape),
        responses=may_refuse(*part.refuses),
        methods=["GET"],
    )


def _add_single(router: APIRouter, part: Single, path: Taken) -> None:
    async def show_thing(**sent: Any) -> Response:
        handler, principal, keys = find_handler(sent["http"]), sent["principal"], _keys(path, sent)
        thing = await read_thing(handler.reads, handler.service.name, part.view, part.view.key(keys[-1]), principal)
        wanted = [*part.where, *([Filter(part.column, keys[-2])] if part.column else [])]
        if any(getattr(thing, filter_.column) != filter_.value for filter_ in wanted):
            raise NotFound
        return answer(part.view.show(thing, await viewer_of(handler, part.view, principal)))

    router.add_api_route(
        part.path,
        _with_signature(show_thing, {**_REQUEST, "principal": (Reader, _REQUIRED), **path}),
        name=part.name,
        description=part.about,
        response_model=part.view.shape,
        methods=["GET"],
    )


# ---- commanding -------------------------------------------------------------------------


def _add_action(router: APIRouter, part: Action[Any], path: Taken) -> None:
    hints = get_type_hints(part.command, include_extras=True)

    async def give_command(**sent: Any) -> Response:
        handler, envelope, keys = find_handler(sent["http"]), sent["envelope"], _keys(path, sent)
        command = await _make_command(handler, envelope, part, keys, sent)
        if part.on is not None:
            changed = part.changes(command) if part.changes else part.on.key(keys[-1])
            return await change_thing(handler, envelope, part.on, changed, command)
        if part.within is not None:
            key = part.within.key(keys[-1])
            await read_one(handler.pool, handler.service.name, part.within.table, key, envelope.principal)
        created = part.creates.format(**{name: sent[name] for name in path})
        response = await run(handler, envelope, command, created=created)
        if part.located is not None:
            response.headers["Location"] = part.located(command)
        return response

    taken = {**_REQUEST, "envelope": (_ENVELOPES[part.who], _REQUIRED), **path}
    if "given" in hints:
        taken["body"] = (_annotated[hints["given"], AsJson], _REQUIRED)
    assert part.command.__doc__, f"{part.command.__name__}: say in its docstring what it does"
    assert part.answers or part.on, f"{part.command.__name__}: say in its declaration what it answers"
    router.add_api_route(
        part.path,
        _with_signature(give_command, taken),
        name=part.name,
        description=inspect.cleandoc(part.command.__doc__),
        response_model=part.answers or (part.on and part.on.shape),
        status_code=201 if part.creates else 200,
        methods=["POST"],
    )


async def _make_command(
    handler: Handler, envelope: Envelope, part: Action[Any], keys: Sequence[Any], sent: Mapping[str, Any]
) -> Any:
    view = part.within or part.on
    viewer = await viewer_of(handler, view, envelope.principal)
    if part.make_of is not None:
        assert view is not None, f"{part.command.__name__}: say in its declaration of which thing it is made"
        row = await read_one(handler.pool, handler.service.name, view.table, view.key(keys[-1]), envelope.principal)
        return part.make_of(viewer, row, sent.get("body"))
    if part.make is not None:
        return part.make(viewer, keys, sent.get("body"))
    return part.command(*keys, *([sent["body"]] if "body" in sent else []))


# ---- what an endpoint takes -------------------------------------------------------------


def _path_parameters(path: str, declared: Mapping[str, Parameter]) -> Taken:
    return {name: (_path_parameter(declared.get(name)), _REQUIRED) for name in re.findall(r"{(\w+)}", path)}


def _path_parameter(declared: Parameter | None) -> Any:
    return str if declared is None else _annotated[declared.type, Path(description=declared.about or None)]


def _keys(path: Taken, sent: Mapping[str, Any]) -> list[Any]:
    return [sent[name] for name in path]


def _query(by: By) -> Any:
    type_: Any = by.type
    about: str | None = by.about or None
    if by.type in _CODES:
        type_, usual = _CODES[by.type]
        about = about or usual
    of_value = type_ | None if by.default is None else type_
    return _annotated[of_value, Query(alias=by.name, description=about)]


def _with_signature(endpoint: Endpoint, taken: Taken) -> Endpoint:
    """The endpoint with these parameters, which FastAPI reads from its signature."""
    parameters = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
        for name, (annotation, default) in taken.items()
    ]
    endpoint.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    endpoint.__annotations__ = {name: annotation for name, (annotation, _) in taken.items()}
    return endpoint
