"""Visits by who was invited and who came: no number that could tell of one visit (rule 12). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, get_args

import orjson

from contracts.ids import slug
from contracts.vocabulary import Sector
from reference.bodies import BodyKind, by_spelling
from services.council.counting.breakdowns import may_all_know
from services.council.counting.hiding import FEWEST, is_too_small
from services.council.documents.cells import Value, say_in_cell
from services.council.documents.document import Block, Table
from services.council.documents.listed import hide_rows, read_rows, shows_nothing
from services.council.documents.words import note
from services.council.figures.model import Knows
from services.council.reports.annual.content import Content
from services.council.reports.kind import Material
from services.council.reports.visits import OF_YEAR
from services.council.words.catalogue import ENGLISH
from services.council.words.names import name_body, name_in_cell

Guest = Mapping[str, Any]
WAYS: Final = ("invited_on", "came")


def list_groups(of: Material) -> Iterator[Sequence[Value]]:
    """To how many visits anybody of each group was invited, and in how many one took part (OP14)."""
    numbers = _count_visits(of, lambda guest: guest["sector"])
    for sector in get_args(Sector):
        if sector in numbers:
            yield name_in_cell(of.words, "sector", sector), *numbers[sector]


def list_bodies(of: Material, kind: BodyKind) -> Iterator[Sequence[Value]]:
    """To how many of the year's visits each body of this kind was invited, and in how many it took part.

    Who came to which visit is not for the public. So only bodies of the reference data stand here, with totals.
    """
    bodies = by_spelling(of.reference.bodies)
    numbers = _count_visits(of, lambda guest: bodies[slug(guest["body"])].name if slug(guest["body"]) in bodies else "")
    for body in sorted(of.reference.bodies, key=lambda one: one.name):
        if body.kind == kind and body.name in numbers:
            yield name_body(of.words, of.reference, body.name), *numbers[body.name]


def _count_visits(of: Material, name: Callable[[Guest], str]) -> Mapping[str, list[Value]]:
    """For each name, visits with an invitation and with a participation. A visit counts once, whoever else came.

    Nothing at all if so few visits were made that to stand here tells of each.
    """
    visits = Counter(row["state"] for row in of.rows["visits"])
    may_know = may_all_know(Knows.INSIDERS, of.scope.audience)
    if not may_know and is_too_small(visits):
        return {}
    by_state: dict[str, dict[str, Counter[str]]] = {}
    for row in of.rows["visits"]:
        guests = orjson.loads(row["data"]).get("guests", ())
        for way in WAYS:
            for one in {name(guest) for guest in guests if guest.get(way)}:
                by_state.setdefault(one, {each: Counter() for each in WAYS})[way][row["state"]] += 1
    hidden = say_in_cell(of.words, "not-shown")
    return {
        one: [hidden if not may_know and is_too_small(ways[way]) else ways[way].total() for way in WAYS]
        for one, ways in by_state.items()
    }


def hide_compared(
    of: Material, ids: Collection[str], build: Callable[[Material], tuple[Table, ...]]
) -> tuple[Table, ...]:
    """The tables that are built; but of those with these ids no row, if it could be compared with what was shown.

    Who knows the visits of two editions learns from other numbers who came to those of one alone. So a visit more is
    enough: to hide only what differs would tell that somebody came.
    """
    shown, tables = of.scope.shown, build(of)
    if not shown.may_have_lists or may_all_know(Knows.INSIDERS, of.scope.audience):
        return tables
    now = read_rows(build(replace(of, words=ENGLISH)))
    return tuple(
        hide_rows(of.words, one) if one.id in ids and shown.was_listed_otherwise(now, one.id, OF_YEAR) else one
        for one in tables
    )


def show_guests(content: Content, table: str, listed: str, otherwise: str) -> Iterator[Block]:
    """The table behind the message `listed`, with a note if a number is not shown; without a row, `otherwise`."""
    mark, tables = say_in_cell(content.words, "not-shown"), [*content.find_table(table)]
    if any(shows_nothing(content.words, one) for one in tables):
        yield content.paragraph("annual-guests-compared")
        yield from tables
    elif tables:
        yield content.paragraph(listed)
        yield from tables
        if any(cell.text == mark for one in tables for row in one.rows for cell in row):
            yield note(content.words, "why-not-shown", mark=mark, units=content.words.say("unit-visits"))
    elif 0 < min(content[one].numerator or 0 for one in ("visits", "states_visited")) < FEWEST:
        yield content.paragraph("annual-guests-few")
    elif otherwise:
        yield content.paragraph(otherwise)
