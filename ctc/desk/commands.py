"""The commands of the table, made when one of a thing is called, so that nothing else waits for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import quote

import orjson
import typer

from ctc.arguments import DAY
from ctc.client import Data, ask, connect, get_all
from ctc.desk import of_assessments, of_council, of_followup, of_unoct, refusals
from ctc.desk.corrections import write_example
from ctc.desk.fields import Field, NotReadable, read_thing, read_value
from ctc.desk.operations import Operation, find_corrections, read_operation
from ctc.desk.table import ID, Thing, Verb
from ctc.desk.words import ABOUT, WHERE_FOLLOWED, describe
from ctc.errors import CannotStart, Refused
from ctc.groups import late
from ctc.output import Json, note, outline, tell, tell_list

THINGS: Final = {one.name: one for file in (of_assessments, of_followup, of_unoct, of_council) for one in file.THINGS}
"""By name, in the order of the help."""
CORRECT: Final = "correct"
LISTS: Final = {
    verb.operation.removeprefix("GET "): f"ctc {thing.name} {verb.name}"
    for thing in THINGS.values()
    for verb in thing.verbs
    if verb.operation.startswith("GET ") and "{" not in verb.operation
}
"""The command that reads what is at a path."""
PLAIN: Final[Mapping[str, type]] = {"text": str, "day": date, "flag": bool, "number": int, "thing": str, "any": str}


def add_to(app: typer.Typer) -> None:
    """Adds a group for each thing. Its commands are made when one is called."""
    for thing in THINGS.values():
        app.add_typer(late(thing.about, thing.example, partial(add_verbs, thing)), name=thing.name)
    about, example = (
        "A dated record that is wrong, put right (rule 4).",
        f"ctc {CORRECT} response {ID} {write_example('response')}",
    )
    app.add_typer(late(about, example, add_corrections), name=CORRECT)


def add_corrections(app: typer.Typer) -> None:
    """Adds a command for each kind of record that is put right in the same way."""
    for one in build_corrections():
        add_verbs(one, app)


def build_corrections() -> list[Thing]:
    """What is put right in the same way, as the documents have it: a thing of this name for each kind of record."""
    return [
        Thing(CORRECT, service, "", (Verb(kind, f"POST {path}", f"{_example_key(path)} {write_example(kind)}"),))
        for kind, service, path in find_corrections()
    ]


def _example_key(path: str) -> str:
    """Lists of visits are known by their year, obligations by a name with a year, all else by an id."""
    if "{obligation_id}" in path:
        return "informal-consultations-2024"
    return "2024" if "{year}" in path else ID


def add_verbs(thing: Thing, app: typer.Typer) -> None:
    """Adds all commands on the thing."""
    for verb in thing.verbs:
        method, _, path = verb.operation.partition(" ")
        function = _function(thing, verb, read_operation(verb.service or thing.service, method, path))
        example = f"Example: ctc {thing.name} {verb.name} {verb.example}".rstrip()
        app.command(verb.name, epilog=example)(function)


# ---- a command as a function with a signature, from which typer makes it -------------------------


def _function(thing: Thing, verb: Verb, operation: Operation) -> Callable[..., None]:
    named = verb.name if thing.name == CORRECT else thing.name
    places = [_argument(named, place, operation.path) for place in operation.places]
    return build_function(operation, places, partial(_fill, operation), verb.columns or thing.columns)


def build_function(
    operation: Operation,
    places: Sequence[Parameter],
    find_path: Callable[[Mapping[str, Any]], str],
    columns: Sequence[str] = (),
) -> Callable[..., None]:
    """A command that takes these arguments and the fields of the operation, and asks the path found from them."""

    def run(**given: Any) -> None:
        _run(columns, operation, find_path(given), given)

    parameters = [
        *places,
        *(_option(one) for one in operation.fields),
        Parameter("data", Parameter.KEYWORD_ONLY, annotation=Data, default=None),
        Parameter("json", Parameter.KEYWORD_ONLY, annotation=Json, default=False),
    ]
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    run.__doc__ = operation.about
    return run


def _fill(operation: Operation, given: Mapping[str, Any]) -> str:
    path = operation.path
    for place in operation.places:
        path = path.replace(f"{{{place.name}}}", quote(str(given[_key(place, "place")]), safe=""))
    return path


def _argument(named: str, place: Field, path: str) -> Parameter:
    name = named if place.name in ("id", "obligation_id") else place.name
    is_home = f"{{{place.name}}}/recommendations/" in path
    about = WHERE_FOLLOWED if is_home else ABOUT.get(name, f"The {name}, by its id.")
    one: Any = PLAIN[place.kind]
    annotation = Annotated[one, typer.Argument(metavar=name.upper(), help=about)]
    return Parameter(_key(place, "place"), Parameter.KEYWORD_ONLY, annotation=annotation)


def _option(field: Field) -> Parameter:
    one: Any = Literal[field.choices] if field.choices else PLAIN[field.kind]
    of = list[one] if field.many else one
    special: dict[str, Any] = DAY if field.kind == "day" else {"metavar": _metavar(field)}
    names = [f"{field.option}/--not-{field.option[2:]}"] if field.kind == "flag" else [field.option]
    option = typer.Option(*names, help=describe(field), min=field.least, max=field.most, **special)
    annotation = Annotated[of, option] if field.required else Annotated[of | None, option]
    default = Parameter.empty if field.required else None
    return Parameter(_key(field, "field"), Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _metavar(field: Field) -> str | None:
    """What stands for the value in the help; None where typer names it by its type."""
    if field.parts:
        return "FIELDS"
    return field.metavar or ("TEXT" if field.kind == "text" else None)


def _key(field: Field, role: str) -> str:
    """The name of the parameter: no word of the language, and none twice."""
    return f"{role}_{field.name}"


# ---- what it does --------------------------------------------------------------------------------


def _run(columns: Sequence[str], operation: Operation, path: str, given: Mapping[str, Any]) -> None:
    said = {one.name: _as_json(one, given[_key(one, "field")]) for one in operation.fields}
    body = {name: value for name, value in said.items() if value is not None}
    data, json = given["data"], given["json"]
    try:
        with connect(data) as client:
            if operation.is_list:
                items = get_all(client, path, body)
                tell_list({"items": items}, json, columns, items)
            elif operation.method == "GET":
                answer = ask(client, "GET", path, params=body).json()
                tell(answer, json, "\n".join(outline(answer)))
            else:
                answer = ask(client, "POST", path, json=body).json()
                tell(answer, json, str(answer["id"]) if "id" in answer else "\n".join(outline(answer)))
                if answer.get("outcome") == "unchanged":
                    note("nothing changed: it was so already")
    except Refused as refusal:
        raise Refused(refusals.translate(refusal.problem, operation.fields, LISTS)) from None


def _as_json(field: Field, value: Any) -> Any:
    """The value of an option as the body has it; None where nothing was said."""
    if value is None or value in ([], ()):
        return None
    if field.kind != "thing":
        return [_plain(field, one) for one in value] if field.many else _plain(field, value)
    try:
        things = [one for text in (value if field.many else [value]) for one in _things(field, text)]
    except NotReadable as error:
        raise CannotStart(f"{field.option}: {error}") from None
    return things if field.many else things[0]


def _plain(field: Field, value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return read_value(field, value) if field.kind in ("text", "any") and isinstance(value, str) else value


def _things(field: Field, text: str) -> list[Any]:
    """One thing; of a file all that are in it."""
    if not text.startswith("@"):
        return [read_thing(field.parts, text)]
    file = Path(text.removeprefix("@"))
    try:
        content = file.read_bytes()
        is_whole = content.lstrip().startswith(b"[")
        things: list[Any] = orjson.loads(content if is_whole else b"[%b]" % b",".join(content.splitlines()))
    except OSError as error:
        raise CannotStart(f"{file} cannot be read: {error.strerror}") from error
    except orjson.JSONDecodeError as error:
        raise NotReadable(f"{file} is neither JSON nor JSON Lines: {error}") from None
    return things
