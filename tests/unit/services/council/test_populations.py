"""Populations and queries stand in files, each whole, with named parameters."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from contracts.vocabulary import ReportName
from services.council import populations
from services.council.counting.reading import WHOEVER_COUNTS
from services.council.counting.scope import Scope, at_or_wider, build_parameters
from services.council.counting.sql import prepare
from services.council.figures.model import in_whole
from services.council.figures.words import find_missing_words
from services.council.populations import FIRST_COLUMNS, POPULATIONS, Population
from services.council.reports.kind import Kind
from services.council.reports.kinds import KINDS
from services.council.words.catalogue import ENGLISH
from tests.support.frozen import REFERENCE
from tests.unit.services.council.reports.sample import CUT_OFF, FREEZE

SCOPE = Scope(2023, CUT_OFF, FREEZE, "public")
OF_FINDINGS = {"provisions", "wordings", "codes", "states_in_need", "codes_in_need", "five_years_before"}
"""Found out for each report on them."""


def test_names_become_numbers_in_order_of_first_use_and_casts_stay() -> None:
    asked = prepare("select :freeze::timestamptz, :cut_off, :freeze")
    assert (asked.text, asked.names) == ("select $1::timestamptz, $2, $1", ("freeze", "cut_off"))
    with pytest.raises(KeyError):
        asked.arguments({"freeze": FREEZE})


def test_each_population_has_a_file_and_each_file_is_one() -> None:
    directory = Path(populations.__file__).parent
    assert {file.stem for file in directory.glob("*.sql")} == {one.of or one.name for one in POPULATIONS}


@pytest.mark.parametrize("population", POPULATIONS, ids=lambda one: one.name)
def test_what_defines_a_population_is_known_of_every_edition(population: Population) -> None:
    known = build_parameters(SCOPE, REFERENCE).keys() | WHOEVER_COUNTS.keys() | OF_FINDINGS
    assert set(prepare(population.sql).names) <= known


@pytest.mark.parametrize("population", POPULATIONS, ids=lambda one: one.name)
def test_a_population_has_the_first_columns(population: Population) -> None:
    last = population.sql[population.sql.rindex("\nselect") :]
    assert all(f"{column}," in last or f"as {column}" in last for column in FIRST_COLUMNS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.name)
def test_every_figure_has_its_words_and_all_words_are_of_a_figure(kind: Kind) -> None:
    assert [*find_missing_words(ENGLISH, kind.name, kind.figures)] == []


def test_every_report_has_a_kind() -> None:
    assert {kind.name for kind in KINDS} == set(get_args(ReportName))


def test_what_is_released_to_the_un_is_for_it_or_wider() -> None:
    assert at_or_wider("un") == ["un", "partners", "public"]
    assert at_or_wider("public") == ["public"]
    assert at_or_wider("committee") == ["committee", "council", "un", "partners", "public"]


def test_to_be_in_a_list_tells_outsiders_neither_a_status_nor_that_there_is_one() -> None:
    figures = {id(figure): figure for kind in KINDS for figure in kind.figures}.values()
    telling = [one for one in figures if re.search(r"\b(assessed|assessed_before|reported)\b", in_whole(one))]
    assert telling
    assert [one.id for one in telling if not one.is_inside] == []


MADE_BY_THE_COMMITTEE = {"meeting_kinds", "states", "events", "consents", "recommendations", "consultations"}
"""Lists of what the Committee's staff and CTED alone make."""


def is_bounded(sql: str) -> bool:
    """Whether it has a limit, or rows of groups alone."""
    columns, conditions = sql.partition("from (")[0], sql.rpartition("as population")[2]
    return "limit $" in conditions or "group by" in conditions or "count(*)" in columns


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.name)
def test_no_list_of_a_report_grows_with_what_other_systems_send(kind: Kind) -> None:
    """Each is read whole, and said in six languages."""
    endless = {name for name, query in kind.lists.items() if not is_bounded(query.statement.text)}
    assert endless <= MADE_BY_THE_COMMITTEE
