"""What the seven other reports say first: numbers of figures, in all languages, and words where there is nothing."""

from __future__ import annotations

import re

import pytest

from contracts.vocabulary import REPORTS, ReportName
from reference import LANGUAGES, Language
from services.council.counting.figure_builder import FigureBuilder
from services.council.counting.scope import Scope
from services.council.counting.tallies import Number, Tallies, Tally
from services.council.documents.document import Document, Paragraph
from services.council.figures.model import Count, Days, Median, Share
from services.council.reports.kind import Material
from services.council.reports.kinds import NAMED
from services.council.words.catalogue import words_in
from tests.unit.services.council.words.samples import DAY, FREEZE, PRODUCT, document

SEVEN = tuple(one for one in REPORTS if one != "annual")
AND_RELEASED = "and that was released to the United Nations system"
TAKEN_UP = "projects or programmes had taken up 1"
ASSESSED = "Of the 14 live recommendations of this cycle, CTED had assessed the implementation of 12 by the cut-off."
NO_NEED = (
    "At the cut-off, no recommendation released to the United Nations system needed technical assistance that the State"
    " concerned had requested."
)
SAID_OF_NOTHING: dict[ReportName, list[str]] = {
    "followup": [
        "No recommendation of this cycle is live at the cut-off.",
        f"No live recommendation of this cycle has a need for assistance that the State requested {AND_RELEASED}.",
    ],
    "review": [
        "No list of States to be visited is on record for 2024.",
        "No report on the implementation of an assessment's recommendations fell due in 2024.",
        "No follow-up report was overdue at the cut-off.",
        "No report, visit or obligation with a day was forecast for 2024.",
        "No visit, follow-up report or obligation is forecast for 2025.",
    ],
    "briefing": [
        NO_NEED,
        "No duplication of projects had been flagged by the cut-off.",
        "No programme of assistance that could cite the Committee's products is on record at the cut-off.",
    ],
    "joint": [
        "No practical step of CTED and the Office of Counter-Terrorism is on record as agreed by the cut-off.",
        NO_NEED,
    ],
    "thematic": ["At the cut-off no recommendation was live."],
    "programme": ["No list of States to be visited is on record for 2024."],
    "schedule": ["No visit to start in 2024 to which the State agreed is on record at the cut-off."],
}


def paragraphs_of(of: Document) -> list[Paragraph]:
    first = of.sections[0]
    assert first.id == "brief"
    return [one for one in first.blocks if isinstance(one, Paragraph)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", SEVEN)
def test_a_report_begins_with_numbered_sentences_that_state_its_figures(report: ReportName, language: Language) -> None:
    made = document(report, language)
    said = paragraphs_of(made)
    assert [one.number for one in said] == list(range(1, 1 + len(said)))
    assert 1 <= len(said) <= 5
    for span in (span for one in said for span in one.text if span.figure):
        figure = made.by_id()[span.figure]
        first = re.search(r"\d[\d.,\s\u202f\u00a0]*", span.text)
        assert first is not None
        digits = {re.sub(r"\D", "", str(one)) for one in (figure.numerator, figure.value)}
        assert re.sub(r"\D", "", first[0]) in digits, span


@pytest.mark.parametrize("report", SEVEN)
def test_it_states_totals_alone_which_all_its_readers_may_know(report: ReportName) -> None:
    named = {span.figure for one in paragraphs_of(document(report, "en")) for span in one.text if span.figure}
    assert named
    of_cells = {one for one in named if "." in one}
    assert of_cells == ({one for one in named if one.startswith("ahead_")} if report == "review" else set())


def say_of(report: ReportName, language: Language = "en", **numbers: Number) -> list[str]:
    """The sentences of a report on which nothing was counted but these numbers."""
    kind, words = NAMED[report], words_in(language)
    scope = Scope(2024, DAY, FREEZE, kind.shown_to, "cycle-1" if kind.by_thing else "")
    tallies = Tallies({one.id: tally(one, numbers) for one in kind.figures}, {}, synthetic=False)
    figures = FigureBuilder(words, report, scope, PRODUCT).state_figures(kind.figures, tallies)
    material = Material(scope, PRODUCT, {}, {}, tallies, figures, words)
    return ["".join(span.text for span in one.text) for one in kind.brief(material)]


def tally(figure: Count, numbers: dict[str, Number]) -> Tally:
    nothing = (
        Number(0, 0) if isinstance(figure, Share) else Number(None, 0) if isinstance(figure, Median) else Number(0)
    )
    if isinstance(figure, Days):
        nothing = Number(None)
    return Tally(numbers.get(figure.id, nothing), cells={grouping.id: {} for grouping in figure.by})


@pytest.mark.parametrize("report", SEVEN)
def test_where_nothing_is_counted_it_says_so_in_words(report: ReportName) -> None:
    assert say_of(report) == SAID_OF_NOTHING[report]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", SEVEN)
def test_a_zero_is_a_word_in_each_language(report: ReportName, language: Language) -> None:
    numbers = {one.id: Number(0, 7) for one in NAMED[report].figures if isinstance(one, Share)}
    said = say_of(report, language, **numbers)
    shares = re.compile(r"0[.,]0")
    assert not any(re.search(r"(?<!\d)0(?!\d)", shares.sub("", one)) for one in said), said


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (12, "CTED made the report of the present follow-up 12 days after its due date."),
        (1, "CTED made the report of the present follow-up one day after its due date."),
        (0, "CTED made the report of the present follow-up on its due date."),
        (-3, "CTED made the report of the present follow-up 3 days before its due date."),
    ],
)
def test_a_follow_up_report_says_whether_it_was_in_time(late: int, said: str) -> None:
    assert say_of("followup", days_late=Number(late))[-1] == said


def test_a_follow_up_report_says_what_cted_assessed_and_what_the_state_reports() -> None:
    numbers = {"assessed": Number(12, 14), "implemented": Number(5, 14), "partly_implemented": Number(0, 14)}
    said = say_of("followup", "en", **numbers, reported_implemented=Number(6, 14), taken_up=Number(1, 1))
    assert said == [
        f"{ASSESSED} It had last found 5 to be implemented, and none to be implemented in part.",
        "The State reports 6 of these recommendations as implemented, whatever CTED assessed.",
        f"Of the one need for assistance that the State requested {AND_RELEASED}, {TAKEN_UP}.",
    ]
