"""A refusal in the words of the command line: options in place of fields, commands in place of paths. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ctc.desk.fields import Field


def translate(problem: Mapping[str, Any], fields: Sequence[Field], lists: Mapping[str, str]) -> dict[str, Any]:
    """The problem, with `--entry 1 state` for the field `entries.0.state` and `ctc need list` for the path `/needs`."""
    options = {one.name: one.option for one in fields}
    names = [str(name) for name in problem.get("fields") or ()]
    translated = dict(problem)
    for part in ("title", "detail"):
        text = str(problem.get(part) or "")
        for name in sorted(names, key=len, reverse=True):
            text = re.sub(rf"(?:^|(?<=; )){re.escape(name)}(?=:)", _name(name, options), text)
        translated[part] = re.sub(r"`(/[a-z-]+)`", lambda found: f"`{lists.get(found[1], found[1])}`", text)
    if names:
        translated["fields"] = [_name(name, options) for name in names]
    return translated


def _name(field: str, options: Mapping[str, str]) -> str:
    first, *rest = field.split(".")
    places = [str(int(part) + 1) if part.isdecimal() else part for part in rest]
    return " ".join((options.get(first, first), *places))
