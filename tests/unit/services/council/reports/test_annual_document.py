"""The annual report as a document: what it says, where nothing is recorded, and what every form can rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain

import orjson
import pytest

from services.council.counting.tallies import Number
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
from services.council.reports.annual.authority import authority
from services.council.words.catalogue import ENGLISH
from tests.support.frozen import REFERENCE
from tests.unit.services.council.reports.sample import (
    CUT_OFF,
    EMPTY,
    FREEZE,
    POPULATION,
    content,
    document,
    with_totals,
)


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


# ---- what it says ----------------------------------------------------------------------------


def test_consent_to_reports_is_counted_by_the_states_word_and_the_default_release_is_none() -> None:
    consent = text_of_section(document(), "consent")
    assert "That release is no consent, and is not counted as one." in consent
    assert "given in full to 3, in part to 2 and refused to 1. There was no answer on 2." in consent
    assert "States asked that 1 assessment, or parts of them, be kept confidential." in consent


def test_it_names_the_paragraph_and_mandate_under_which_it_is_made() -> None:
    assert "under paragraph 18 of Security Council resolution 2617 (2021)" in text_of_section(
        document(), "introduction"
    )


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2023, 12, 31), "paragraph 18 of Security Council resolution 2617 (2021)"),
        (
            date(2026, 12, 31),
            "paragraph 18 of Security Council resolution 2617 (2021), continued by resolution 2810 (2025)",
        ),
        (date(2019, 12, 31), "Security Council resolution 2395 (2017)"),
        (date(2010, 12, 31), ""),
    ],
)
def test_its_authority_is_the_mandate_in_force_as_far_as_its_text_is_at_hand(on: date, expected: str) -> None:
    assert authority(ENGLISH, REFERENCE, on, "annual-report") == expected


def test_units_are_named_and_a_mission_to_several_states_is_explained() -> None:
    text = text_of_section(document(), "overall-work")
    assert "In 2023, CTED completed 8 visits to 7 States, in 6 missions and 10 components." in text
    assert "Of the 5 Member States, 2 (40.0 per cent) had no visit on record by 31 December 2023." in text


def test_it_says_how_many_recommendations_are_withheld_and_that_they_count() -> None:
    made = document()
    assert made.withheld == 55
    text = text_of_section(made, "introduction")
    assert "Of the 81 recommendations counted, 55 are withheld from the readers of this report" in text
    assert "What is withheld counts in every total and share." in text
    assert str(made.withheld) not in " ".join(
        text_of_section(made, one.id) for one in made.sections if one.id != "introduction"
    )


def test_where_none_is_withheld_it_says_so() -> None:
    open_ = replace(POPULATION, withheld={"recommendations": 0})
    assert "None of the recommendations counted is withheld" in text_of_section(document(open_), "introduction")


def test_where_nothing_is_recorded_it_says_so_and_shows_no_empty_table_or_chart() -> None:
    made = document(EMPTY)
    assert (
        "No visit is on record as completed in 2023. Since 1 January 2005, no visit is on record."
        in text_of_section(made, "overall-work")
    )
    assert "No assessment was completed in 2023." in text_of_section(made, "overall-work")
    assert "no recommendation released to the United Nations system needed" in text_of_section(made, "coordination")
    assert "none was due for release" in text_of_section(made, "consent")
    assert "No request for that consent is on record in 2023." in text_of_section(made, "consent")
    assert "At the cut-off no recommendation was live." in text_of_section(made, "implementation")
    assert "fell due in 2023" in text_of_section(made, "implementation")
    assert "no improvement can be shown yet" in text_of_section(made, "improvements")
    assert not [one for one in blocks(made) if isinstance(one, Chart)]
    assert {one.id for one in blocks(made) if isinstance(one, Table)} == {
        "table-summary",
        "table-visits",
        "table-figures",
        "table-method",
    }


def test_work_with_other_committees_is_counted_and_where_nothing_is_on_record_the_report_says_so() -> None:
    text = text_of_section(document(), "coordination")
    assert "Joint meetings with other bodies on record in 2023: 2." in text
    assert "were found in 2023 in 3 cases. By the cut-off, 2 (66.7 per cent) of these had been resolved." in text
    nothing = text_of_section(document(EMPTY), "coordination")
    assert "Joint meetings with other bodies on record in 2023: none." in nothing
    assert "No overlap between visits planned by CTED and by another body is on record as found in 2023." in nothing


def test_each_answer_about_a_visit_is_its_own() -> None:
    text = text_of_section(document(), "consent")
    assert "it had been given in 7 (53.8 per cent) and declined in 3. The request had lapsed in 2, since" in text
    assert "An answer was still awaited in 1." in text


def test_improvements_say_what_is_known_and_claim_no_cause() -> None:
    text = text_of_section(document(), "improvements")
    assert "For 2 (40.0 per cent) of the 5 recommendations whose status rose, a project or programme" in text
    assert "does not show that one is the cause of the other" in text
    assert "Of the 6 programmes of assistance on record" in text
    assert "a project" not in text_of_section(document(with_totals(improved=Number(0, 12))), "improvements")


def test_a_theme_table_says_that_it_may_add_up_to_more() -> None:
    assert "the table may add up to more than its total" in text_of_section(document(), "implementation")


def test_a_single_thing_is_not_said_in_the_plural() -> None:
    units = ("missions", "visits", "visit_components", "states_visited", "assessments_completed")
    one = with_totals(POPULATION, **dict.fromkeys(units, Number(1)))
    text = text_of_section(document(one), "overall-work")
    assert "CTED completed 1 visit to 1 State, in 1 mission and 1 component." in text
    assert "1 assessment, of any kind, was completed" in text


def test_suppressed_groups_are_not_shown_and_it_says_why() -> None:
    table = next(one for one in blocks(document()) if isinstance(one, Table) and one.id == "table-themes")
    gender = next(row for row in table.rows if row[0].text.startswith("Gender"))
    assert [cell.text for cell in gender[1:]] == ["Not shown"] * 5
    notes = [span.text for one in blocks(document()) if isinstance(one, Note) for span in one.text]
    assert any("fewer than three recommendations" in note for note in notes)
    charted = [bars.label for one in blocks(document()) if isinstance(one, Chart) for bars in one.bars]
    assert not [label for label in charted if label.startswith("Gender")]


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
