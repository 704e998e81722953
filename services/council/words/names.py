"""Names in one language: States and subjects from the reference data, and values of closed lists. Pure.

A value or code that no list has any more stands as it is: it is data, and no word of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Protocol

from reference import Language, Mandate, Reference
from services.council.words.catalogue import Words

_RESOLUTION: Final = re.compile(r"resolution-(\d+)-(\d{4})")
"""The id of a mandate that is a resolution of the Council, with its number and year."""


class Titled(Protocol):
    """A thing of the reference data with a title in English, and others in further languages."""

    @property
    def title(self) -> str: ...
    @property
    def titles(self) -> Mapping[Language, str]: ...


class Coded(Titled, Protocol):
    """One with a code."""

    @property
    def code(self) -> str: ...


def name_state(words: Words, reference: Reference, state: str | None) -> str:
    """The State's short name; its code where that is not known, and nothing where there is none."""
    member = reference.member(state) if state else None
    return member.names[words.language] if member else state or ""


def name_theme(words: Words, reference: Reference, code: str) -> str:
    """The theme's title."""
    theme = reference.theme(code)
    return theme.titles[words.language] if theme else code


def name_provision(words: Words, reference: Reference, code: str) -> str:
    """The provision's title."""
    return next((one.titles[words.language] for one in reference.provisions if one.code == code), code)


def name_body(words: Words, reference: Reference, name: str) -> str:
    """The body's full name in this language. In English it stands as it was written."""
    body = reference.body(name) if words.language != "en" else None
    return _title(words, body) if body else name


def name_title(words: Words, code: str, things: Iterable[Coded]) -> str:
    """The title of the thing with this code; the code where the reference data no longer has it."""
    return next((_title(words, one) for one in things if one.code == code), code)


def name_obligation(words: Words, reference: Reference, title: str) -> str:
    """The obligation whose English title this is; the title where no mandate has it any more."""
    obligations = (one for mandate in reference.mandates for one in mandate.obligations or ())
    return next((_title(words, one) for one in obligations if one.title == title), title)


def _title(words: Words, thing: Titled) -> str:
    """What an installation brings along may have no title in this language. It stands as they wrote it."""
    return thing.title if words.language == "en" else thing.titles.get(words.language, thing.title)


def name_value(words: Words, of: str, value: str | None) -> str | None:
    """The word for a value of a closed list, such as `partly_implemented`. None: there is no value."""
    if not value:
        return None
    id_ = f"{of}-{value.lower().replace('_', '-').replace(' ', '-')}"
    return words.say(id_) if words.has(id_) else value.replace("_", " ")


def name_in_cell(words: Words, of: str, value: str | None) -> str | None:
    """The same as it begins a cell of a table, with a capital letter where the language has them."""
    name = name_value(words, of, value)
    return name and begin_cell(name)


def begin_cell(text: str) -> str:
    """Words of ours, with a capital letter where the language has them. Words of people stand as they are."""
    return text[:1].upper() + text[1:]


def name_region(words: Words, region: str) -> str:
    """The region, whose code is in small letters."""
    return name_value(words, "region", region) or ""


def name_mandate(words: Words, mandate: Mandate, form: str = "resolution") -> str:
    """A resolution in one of its forms: `resolution`, `resolution-of`, `resolution-by`. Others have their own title."""
    found = _RESOLUTION.fullmatch(mandate.id)
    if found is None:
        return mandate.title.removeprefix("Security Council ") if form == "resolution-by" else mandate.title
    return words.say(form, number=f"{found[1]}", year=found[2])
