"""Fields of a command as the OpenAPI documents describe them, and values of them as people write them. Pure."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

Node = Mapping[str, Any]
Kind = Literal["text", "day", "flag", "number", "choice", "thing", "any"]

STATE: Final = "STATE"
METAVARS: Final = {
    "^[A-Z]{3}$": STATE,
    "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$": "YYYY[-MM[-DD]]",
    "^P[1-9][0-9]{0,2}[MD]$": "P6M",
}
"""What stands for a value in the help, by the pattern of the field."""
ABSENT: Final = re.compile(r"Absent: (?:`([^`]*)`|(today))\.")
WORDS_OF_FLAGS: Final = {"yes": True, "true": True, "no": False, "false": False}


class NotReadable(ValueError):
    """A value is not written as its field demands. The message says how to write it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a body, or one filter of a list."""

    name: str
    kind: Kind
    required: bool = False
    many: bool = False
    """Whether it can be said several times."""
    choices: tuple[str, ...] = ()
    parts: tuple[Field, ...] = ()
    """The fields of a thing."""
    metavar: str | None = None
    about: str = ""
    """What it is, as the documents say it; empty: they say nothing."""
    otherwise: str | None = None
    """What holds where it is not said."""
    least: int | None = None
    most: int | None = None

    @property
    def option(self) -> str:
        """Its option. What can be said several times is named in the singular."""
        return f"--{(singular(self.name) if self.many else self.name).replace('_', '-')}"


def read_fields(schema: Node, schemas: Node) -> tuple[Field, ...]:
    """The fields of an object: those that must be said first."""
    must = frozenset(schema.get("required", ()))
    fields = [
        read_field(name, node, schemas, name in must)
        for name, node in schema.get("properties", {}).items()
        if "const" not in node
    ]
    return tuple(sorted(fields, key=lambda one: not one.required))


def read_field(name: str, node: Node, schemas: Node, required: bool) -> Field:
    """The field of this name."""
    about, otherwise = _read_words(node.get("description", ""))
    one = _resolve(node, schemas)
    many = one.get("type") == "array"
    if many:
        one = _resolve(one.get("items", {}), schemas)
    kind = _kind(one)
    return Field(
        name,
        kind,
        required,
        many,
        tuple(one.get("enum", ())),
        read_fields(one, schemas) if kind == "thing" else (),
        METAVARS.get(one.get("pattern", "")),
        about,
        otherwise,
        *(_whole(one.get(bound)) for bound in ("minimum", "maximum")),
    )


def _read_words(description: str) -> tuple[str, str | None]:
    """What the field is, and what holds where it is not said."""
    found = ABSENT.search(description)
    if found is None:
        return description, None
    otherwise = (found[1] or found[2]).strip('"')
    return ABSENT.sub("", description).strip(), None if otherwise in ("[]", "false") else otherwise


def _resolve(node: Node, schemas: Node) -> Node:
    """The node that describes the value, where it is not null."""
    for choice in node.get("anyOf", ()):
        if choice.get("type") != "null":
            return _resolve(choice, schemas)
    name = node.get("$ref", "").rpartition("/")[2]
    return schemas[name] if name else node


def _kind(node: Node) -> Kind:
    if "enum" in node:
        return "choice"
    if node.get("format") == "date":
        return "day"
    if not node.keys() & {"type", "anyOf", "const"}:
        return "any"
    kinds: Mapping[str, Kind] = {"boolean": "flag", "integer": "number", "object": "thing"}
    return kinds.get(node.get("type", ""), "text")


def _whole(bound: float | None) -> int | None:
    return None if bound is None else int(bound)


def singular(name: str) -> str:
    """The singular of an English plural, as far as our names need it."""
    if name.endswith("ies"):
        return f"{name.removesuffix('ies')}y"
    return name.removesuffix("s")


# ---- values ---------------------------------------------------------------------------------


def read_value(field: Field, text: str) -> object:
    """The value as JSON. Raises NotReadable."""
    if field.kind == "thing":
        return read_thing(field.parts, text)
    if field.kind == "any":
        return json.loads(text) if text in ("true", "false", "null") else text
    if field.kind == "flag":
        if text.lower() not in WORDS_OF_FLAGS:
            raise NotReadable(f"{field.name}={text}: write yes or no")
        return WORDS_OF_FLAGS[text.lower()]
    if field.kind == "number":
        if not text.isdecimal():
            raise NotReadable(f"{field.name}={text}: write a whole number")
        return int(text)
    if field.kind == "choice" and text not in field.choices:
        raise NotReadable(f"{field.name}={text}: take one of {', '.join(field.choices)}")
    return text.upper() if field.metavar == STATE else text


def read_thing(fields: Sequence[Field], text: str) -> dict[str, object]:
    """A thing of several fields, written as `reference=R1 theme=cft text="In full"`, or as JSON. Raises NotReadable.

    A thing within it is written by its parts: `reason.code=events reason.evidence="..."`. The same part again begins
    the next thing.
    """
    if text.lstrip().startswith("{"):
        try:
            read: dict[str, object] = json.loads(text)
        except ValueError as error:
            raise NotReadable(f"is no JSON: {error}") from None
        return read
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise NotReadable(f"{text}: {error}") from None
    thing: dict[str, object] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            raise NotReadable(f"{word}: write name=value, of {', '.join(one.name for one in fields)}")
        _put(thing, fields, name, value)
    return thing


def _put(thing: dict[str, object], fields: Sequence[Field], name: str, value: str) -> None:
    first, _, rest = name.replace("-", "_").partition(".")
    field = next((one for one in fields if first in (one.name, one.option[2:].replace("-", "_"))), None)
    if field is None:
        raise NotReadable(f"there is no {first}: take of {', '.join(one.name for one in fields)}")
    if rest:
        _put_part(thing, field, rest, value)
    elif field.many:
        listed = thing.setdefault(field.name, [])
        assert isinstance(listed, list)
        listed.append(read_value(field, value))
    else:
        thing[field.name] = read_value(field, value)


def _put_part(thing: dict[str, object], field: Field, part: str, value: str) -> None:
    """Puts a part into the thing that is being written; begins the next one where the part is there already."""
    if not field.many:
        inner = thing.setdefault(field.name, {})
        assert isinstance(inner, dict)
        _put(inner, field.parts, part, value)
        return
    listed = thing.setdefault(field.name, [])
    assert isinstance(listed, list)
    if not listed or part.replace("-", "_") in listed[-1]:
        listed.append({})
    _put(listed[-1], field.parts, part, value)
