"""The annual report as a document: what it says, where nothing is recorded, and what every form can rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain

import orjson
import pytest

from services.council.documents import as_json
from services.council.documents.document import (
    Block,
    Chart,
    Document,
    Letter,
    Note,
    Paragraph,
    Section,
    Span,
    Table,
    Text,
    Written,
)
from services.council.editions.model import Edition, PeoplesWords
from services.council.editions.words import add_words, finish
from tests.unit.services.council.reports.sample import (
    CUT_OFF,
    EMPTY,
    FREEZE,
    POPULATION,
    content,
    document,
)

pytestmark = pytest.mark.thorough


def blocks(of: Document) -> Iterator[Block]:
    return chain.from_iterable(section.blocks for section in of.sections)


def paragraphs(of: Document) -> list[str]:
    return ["".join(span.text for span in one.text) for one in blocks(of) if isinstance(one, Paragraph)]


def section(of: Document, id_: str) -> Section:
    return next(one for one in of.sections if one.id == id_)


def text_of_section(of: Document, id_: str) -> str:
    """The paragraphs of one section."""
    return " ".join(paragraphs(replace(of, sections=(section(of, id_),))))


def named_figures(of: Document) -> Iterator[str]:
    """The ids of the figures that texts, tables and charts name."""
    for block in blocks(of):
        if isinstance(block, Paragraph | Note):
            yield from (span.figure for span in block.text if span.figure)
        elif isinstance(block, Table):
            yield from (cell.figure for row in block.rows for cell in row if cell.figure)
        elif isinstance(block, Chart):
            yield from chain.from_iterable(bars.figures for bars in block.bars)


# ---- its parts -------------------------------------------------------------------------------


def test_it_reports_on_what_op18_asks_for_in_that_order() -> None:
    """OP18: the overall work, coordination, consent, implementation, improvements, and what is ahead."""
    assert [one.id for one in document().sections] == [
        "letter",
        "summary",
        "introduction",
        "overall-work",
        "coordination",
        "consent",
        "implementation",
        "improvements",
        "ahead",
        "annex-figures",
        "annex-method",
    ]


def parts_of_letter(of: Document) -> list[tuple[str, str]]:
    """Each block of the letter: what it is, and its words."""
    return [
        (
            one.part if isinstance(one, Letter) else one.kind,
            one.text if isinstance(one, Written) else texts_of(one.text),
        )
        for one in section(of, "letter").blocks
        if isinstance(one, Letter | Written | Note)
    ]


def texts_of(text: Text) -> str:
    return "".join(span.text for span in text)


TO_THE_COUNCIL = (
    "from the Chair of the Security Council Committee established pursuant to resolution 1373 (2001) concerning"
    " counter-terrorism addressed to the President of the Security Council"
)


def test_it_begins_with_the_usual_letter_of_transmittal() -> None:
    parts, words = zip(*parts_of_letter(document()), strict=True)
    assert parts == ("address", "body", "body", "closing", "signature", "note")
    assert words[0] == f"Letter {TO_THE_COUNCIL}"
    assert "I have the honour to transmit to the Security Council the report" in words[1]
    assert "submitted under paragraph 18 of Security Council resolution 2617 (2021)" in words[1]


def test_what_the_chair_writes_takes_the_place_of_the_usual_words() -> None:
    made = document()
    own = add_words(made, (PeoplesWords("letter", "en", "Sir,\n\nHere it is."),))
    assert [part for part, _ in parts_of_letter(own)] == ["address", "written", "written", "signature"]
    assert [words for _, words in parts_of_letter(own)][1:3] == ["Sir,", "Here it is."]
    assert section(add_words(made, (PeoplesWords("letter", "fr", "Monsieur,"),)), "letter") == section(made, "letter")


def transmit_on(day: date) -> Edition:
    to = "President of the Security Council"
    return Edition(
        "annual-2023-1", "annual/2023", "annual", 2023, 1, "Report", CUT_OFF, FREEZE, {}, synthetic=True,
        published_on=day, digest="", audience="public", parties=(), transmitted_to=to,
    )  # fmt: skip


@pytest.mark.parametrize("words", [(), (PeoplesWords("letter", "en", "Here it is."),)])
def test_a_letter_has_the_day_of_its_transmission_and_says_no_more_that_other_words_may_come(
    words: tuple[PeoplesWords, ...],
) -> None:
    sent = parts_of_letter(finish(document(), transmit_on(date(2024, 1, 27)), words))
    assert sent[0] == ("address", f"Letter dated 27 January 2024 {TO_THE_COUNCIL}")
    assert "note" not in [part for part, _ in sent]
    assert sent[-1][0] == "signature"


def test_the_letter_of_a_draft_from_before_it_was_set_as_one_is_transmitted_as_it_stands() -> None:
    made = document()
    notes = Section("letter", "Letter of transmittal", (Note((Span("I have the honour."),)),))
    sent = finish(replace(made, sections=(notes, *made.sections[1:])), transmit_on(date(2024, 1, 27)), ())
    assert section(sent, "letter") == notes


def test_what_rests_on_a_paragraph_has_a_footnote_that_names_it_as_the_mandate_does() -> None:
    notes = {span.note for one in blocks(document()) if isinstance(one, Paragraph) for span in one.text if span.note}
    assert {f"See paragraph {one} of Security Council resolution 2617 (2021)." for one in (12, 17, 18, 24, 25)} == notes
    assert not any(span.note for one in blocks(before_all()) if isinstance(one, Paragraph) for span in one.text)


def before_all() -> Document:
    """One of a year in which no mandate was in force."""
    return document(cut_off=date(1999, 12, 31), freeze=datetime(2000, 1, 15, 5, tzinfo=UTC))


def test_paragraphs_are_numbered_through_the_document() -> None:
    numbers = [one.number for one in blocks(document()) if isinstance(one, Paragraph)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 10


def test_every_figure_is_listed_in_the_annex_with_its_basis() -> None:
    made = document(edition=3)
    table = next(one for one in section(made, "annex-figures").blocks if isinstance(one, Table))
    listed = {row[0].figure: row[-1].basis for row in table.rows if row[0].entry}
    assert listed == {figure.id: figure.basis for figure in made.figures}
    assert listed["visits"] == "/reports/annual/2023/figures/visits/basis?edition=3&lang=en"


def test_texts_tables_and_charts_state_only_figures_that_are_listed() -> None:
    for of in (POPULATION, EMPTY):
        made = document(of)
        assert set(named_figures(made)) <= made.by_id().keys()


def test_a_number_in_a_text_is_that_of_its_figure() -> None:
    made = document()
    for block in blocks(made):
        for span in block.text if isinstance(block, Paragraph) else ():
            if span.figure:
                figure = made.by_id()[span.figure]
                assert span.text.split()[0] in (f"{figure.numerator:,}", figure.value), span


def test_implementation_is_always_beside_its_coverage() -> None:
    for block in blocks(document()):
        ids = list(named_figures(replace(document(), sections=(Section("x", "x", (block,)),))))
        if "implemented" in ids:
            assert "assessed" in ids


# ---- editions --------------------------------------------------------------------------------


def test_what_counts_something_invented_is_marked_and_says_what_that_means() -> None:
    made = document()
    assert (made.synthetic, made.marking) == (True, "Synthetic: invented data")
    assert "This edition is synthetic" in text_of_section(made, "introduction")
    real = document(replace(POPULATION, synthetic=False))
    assert (real.synthetic, real.marking) == (False, "")
    assert "synthetic" not in " ".join(paragraphs(real)).lower()


def test_its_symbol_cannot_be_taken_for_a_real_one() -> None:
    assert document().symbol == "DRAFT/ANNUAL/2023"


def test_an_edition_made_before_its_period_was_over_says_so() -> None:
    early = document(freeze=datetime(2023, 10, 1, 12, tzinfo=UTC))
    assert "made before its period was over: nothing after 1 October 2023 is in it" in text_of_section(
        early, "introduction"
    )
    assert "before its period" not in text_of_section(document(), "introduction")


def test_a_cut_off_within_the_year_names_the_period() -> None:
    made = document(cut_off=date(2023, 6, 30))
    assert "It covers the period 1 January to 30 June 2023." in text_of_section(made, "introduction")
    assert text_of_section(made, "overall-work").startswith("From 1 January to 30 June 2023, CTED completed 8 visits")


def test_the_freeze_is_a_day_in_new_york() -> None:
    late = content(freeze=datetime(2024, 1, 15, 4, 59, tzinfo=UTC))
    assert late.data_as_of == date(2024, 1, 14)


# ---- as JSON ---------------------------------------------------------------------------------


def test_the_same_content_gives_the_same_bytes_and_they_give_the_document_back() -> None:
    kept = as_json.dump(document())
    assert kept == as_json.dump(document())
    assert as_json.load(kept) == document()
    assert as_json.dump(as_json.load(kept)) == kept


def test_json_has_what_programs_rely_on() -> None:
    told = orjson.loads(as_json.dump(document(edition=2)))
    assert {
        name: told[name] for name in ("report", "year", "edition", "audience", "cut_off", "freeze", "synthetic")
    } == {
        "report": "annual",
        "year": 2023,
        "edition": 2,
        "audience": "public",
        "cut_off": "2023-12-31",
        "freeze": "2024-01-15T05:00:00Z",
        "synthetic": True,
    }
    assert told["figures"][0] == {
        "id": "missions",
        "label": "Missions in 2023",
        "value": "6.0",
        "numerator": 6,
        "denominator": None,
        "unit": "missions",
        "cut_off": CUT_OFF.isoformat(),
        "basis": "/reports/annual/2023/figures/missions/basis?edition=2&lang=en",
        "unit_code": "missions",
    }
    assert told["sections"][0]["id"] == "letter"


def test_positions_and_recorded_instants_are_not_printed() -> None:
    kept = as_json.dump(document()).decode()
    assert "position" not in kept
    assert kept.count("05:00:00") == 1  # the freeze alone


def test_text_is_kept_in_spans_that_any_form_can_set() -> None:
    assert all(isinstance(span, Span) for one in blocks(document()) if isinstance(one, Paragraph) for span in one.text)
