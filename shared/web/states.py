"""States and themes as filters of lists: a code that is none is an error, since an empty list would be an answer."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Final

from fastapi import Query
from pydantic import AfterValidator, Field

from contracts.vocabulary import STATE
from reference import Reference, load
from shared.web.problems import Invalid


@cache
def _reference() -> Reference:
    return load()


def _member(code: str) -> str:
    """The State's id. Raises Invalid for a code that is none."""
    member = _reference().member(code)
    if member is None:
        raise Invalid(f"state: {_reference().reason_not_member(code)}", ("state",))
    return member.id


StateCode = Annotated[str, Field(pattern=STATE), AfterValidator(_member)]
ABOUT_STATES: Final = "Alpha-3 code of a State."
StateFilter = Annotated[StateCode | None, Query(description=ABOUT_STATES)]


def _theme(code: str) -> str:
    """The theme's code. Raises Invalid for one that is none."""
    if _reference().theme(code) is None:
        raise Invalid("theme: there is no such theme", ("theme",))
    return code


ThemeCode = Annotated[str, Field(max_length=60), AfterValidator(_theme)]
ABOUT_THEMES: Final = "Code of a theme."
ThemeFilter = Annotated[ThemeCode | None, Query(description=ABOUT_THEMES)]
