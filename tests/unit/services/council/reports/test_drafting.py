"""Reports without a form of their own, what differs between two counts, and adjustments (rule 11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import orjson

from services.council.counting.numbers import count, median, share, suppress_share
from services.council.counting.scope import Scope
from services.council.documents import as_json
from services.council.documents.adjusting import build_section, find_adjustments
from services.council.documents.as_html import render
from services.council.documents.counts import Counts
from services.council.documents.document import Cell, Column, Document, Note, Numbers, Table
from services.council.documents.figure_tables import all_figures
from services.council.reports import plain
from services.council.reports.drafting import Draft, is_different
from services.council.reports.kinds import NAMED
from services.council.words.catalogue import ENGLISH
from tests.support.frozen import REFERENCE
from tests.unit.services.council.reports.sample import counts, document, draft

DAY = date(2023, 12, 31)
SCOPE = Scope(2023, DAY, datetime(2024, 1, 15, 5, tzinfo=UTC), "un")
STEPS = Table(
    "table-steps", "Steps by recommendation", (Column("Recommendation"), Column("Steps")),
    ((Cell("r1"), Cell("A law was adopted.")),),
)  # fmt: skip
COUNTED = Counts(
    (
        count("duplications_resolved", "Cases", 4, "cases", DAY),
        share("offered", "Offered", 3, 4, "cases", DAY),
        suppress_share("offered.pillar.1", "Offered: pillar 1", "cases", DAY),
    ),
    withheld=2,
    synthetic=True,
    tables=(STEPS,),
)
KIND = replace(
    NAMED["annual"], name="briefing", audience="committee", parties=("body:unoct",), shown_to="un",
    compose=plain.compose, figures=NAMED["briefing"].figures,
)  # fmt: skip


def draft_document(of: Counts = COUNTED, scope: Scope = SCOPE, **changes: object) -> Document:
    return Draft(replace(KIND, **changes), scope, of).document(2, REFERENCE)  # type: ignore[arg-type]


# ---- plain -----------------------------------------------------------------------------------


def test_a_report_without_a_form_of_its_own_lists_what_was_counted_and_all_its_figures() -> None:
    document = draft_document()
    assert [section.title for section in document.sections] == [
        "About this edition",
        "Steps by recommendation",
        "Figures",
    ]
    assert dict(document.particulars) == {
        "Language": "English (original)",
        "Edition": "2", "Cut-off": "31 December 2023", "Data as of": "15 January 2024",
        "For": "The Committee and the Office of Counter-Terrorism", "Withheld from readers": "2",
    }  # fmt: skip
    assert (document.audience, document.withheld, document.symbol) == ("committee", 2, "DRAFT/BRIEFING/2023")
    assert document.figures[0].basis == "/reports/briefing/2023/figures/duplications_resolved/basis?edition=2&lang=en"


def about(document: Document) -> list[str]:
    return [span.text for block in document.sections[0].blocks if isinstance(block, Note) for span in block.text]


def test_it_says_as_of_when_it_is_what_was_invented_and_how_much_is_withheld() -> None:
    assert about(draft_document()) == [
        (
            "This edition says what occurred by 31 December 2023 and was recorded by 15 January 2024. What becomes "
            "known later stands in a later edition."
        ),
        ENGLISH.say("about-invented"),
        (
            "Of what is counted here, 2 items are withheld from its readers. Totals and shares count what is withheld; "
            "what is broken down or listed leaves it out."
        ),
    ]
    nothing = replace(COUNTED, synthetic=False, withheld=0)
    early = replace(SCOPE, freeze=datetime(2023, 6, 1, 12, tzinfo=UTC))
    assert about(draft_document(nothing, early))[1:] == [
        "It was made before its period was over: nothing after 1 June 2023 is in it.",
        "Nothing that is counted here is withheld from its readers.",
    ]


def test_a_table_without_rows_says_that_none_is_recorded() -> None:
    page = render(draft_document(replace(COUNTED, tables=(replace(STEPS, rows=()),))))
    assert page.count("None is recorded.") == 1
    assert "None is recorded." not in render(draft_document())


def test_dates_are_written_in_one_manner_and_counts_as_whole_numbers() -> None:
    page = render(draft_document())
    assert "2023-12-31" not in page
    assert "<dd>31 December 2023</dd>" in page
    assert '<td class="numeric">4</td>' in page
    assert "4.0" not in page


def test_what_is_not_shown_is_explained_in_the_unit_of_what_is_counted() -> None:
    assert "there are fewer than three cases, or they are of fewer than three States, so that a State" in render(
        draft_document()
    )
    assert "fewer than three" not in render(draft_document(replace(COUNTED, figures=COUNTED.figures[:2])))


def test_the_report_on_a_cycle_is_named_by_its_state_and_never_by_an_id() -> None:
    cycle = "8f4230d0-f8de-5a0e-80f3-4f746b98ee8c"
    kind = NAMED["followup"]
    of = Draft(kind, replace(SCOPE, thing=cycle), COUNTED, state="KEN")
    document = of.document(1, REFERENCE)
    assert document.title == of.title(REFERENCE) == "Follow-up to the recommendations of an assessment: Kenya"
    assert document.symbol == "DRAFT/FOLLOWUP/KEN/8f4230d0"


def test_each_figure_stands_with_its_definition_and_a_breakdown_with_that_of_its_whole() -> None:
    page = render(draft_document())
    assert "those for which a body has offered assistance" in page
    assert page.count("those for which a body has offered assistance") == 1
    assert "Not shown" in page


def test_a_cut_off_that_all_figures_share_stands_on_the_title_page_alone() -> None:
    (table,) = (
        block
        for one in draft_document().sections
        for block in one.blocks
        if isinstance(block, Table) and block.id == "table-figures"
    )
    assert [column.title for column in table.columns] == [
        "Figure", "Numerator", "Denominator", "Value", "Unit", "Basis",
    ]  # fmt: skip
    other = replace(COUNTED.figures[0], cut_off=date(2022, 12, 31))
    assert "Cut-off" in [one.title for one in all_figures(ENGLISH, (other, *COUNTED.figures)).columns]


def test_of_a_list_without_rows_only_words_are_shown() -> None:
    document = draft_document(replace(COUNTED, tables=(replace(STEPS, rows=()),)))
    (section,) = (one for one in document.sections if one.title == "Steps by recommendation")
    assert [block.kind for block in section.blocks] == ["note"]
    assert not is_different(document, replace(COUNTED, tables=(replace(STEPS, rows=()),)))


def test_what_is_invented_is_marked() -> None:
    assert draft_document().marking == "Synthetic: invented data"
    assert draft_document(replace(COUNTED, synthetic=False)).marking == ""


def test_a_report_on_a_thing_names_it_in_its_paths_and_the_state_among_its_readers() -> None:
    document = draft_document(scope=replace(SCOPE, thing="cycle-1"), by_thing=True, parties=())
    assert document.thing == "cycle-1"
    assert (
        document.figures[0].basis == "/reports/briefing/cycle-1/figures/duplications_resolved/basis?edition=2&lang=en"
    )
    assert dict(document.particulars)["For"] == "The Committee and the State concerned"


def test_a_report_on_one_state_says_its_name() -> None:
    named = Draft(replace(KIND, by_thing=True), replace(SCOPE, thing="c1"), COUNTED, state="KEN").document(1, REFERENCE)
    assert ("State", "Kenya") in named.particulars


def test_an_adjusted_median_is_stated_by_its_value() -> None:
    before, after = (median("days", "Days", (middle,), 3, DAY) for middle in (40, 42))
    published = draft_document(replace(COUNTED, figures=(before,)))
    found = find_adjustments("review-2022-1", published, replace(COUNTED, figures=(after,)))
    (table,) = [block for block in build_section(ENGLISH, found).blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.rows[0]] == ["Days", "40.0", "3", "42.0", "3"]


def test_the_same_counts_give_the_same_bytes_and_come_back_as_they_were() -> None:
    first = as_json.dump(draft_document())
    assert first == as_json.dump(draft_document())
    assert as_json.load(first) == draft_document()


# ---- what differs ----------------------------------------------------------------------------


def test_the_same_counts_do_not_differ_whatever_the_edition() -> None:
    assert not is_different(draft_document(), COUNTED)
    assert not is_different(document(), counts())


def test_a_figure_the_marker_or_a_line_of_a_list_makes_a_difference() -> None:
    more = (count("duplications_resolved", "Cases", 5, "cases", DAY), *COUNTED.figures[1:])
    shown = (*COUNTED.figures[:2], share("offered.pillar.1", "Offered: pillar 1", 1, 3, "cases", DAY))
    longer = replace(STEPS, rows=(*STEPS.rows, (Cell("r2"), Cell("None."))))
    changes = ({"figures": more}, {"figures": shown}, {"figures": more[:1]}, {"withheld": 3}, {"tables": (longer,)})
    assert all(is_different(draft_document(), replace(COUNTED, **change)) for change in changes)


def test_a_figure_that_is_new_to_the_report_is_no_difference() -> None:
    """Or else an update of this system would reissue what it published before."""
    added = (*COUNTED.figures, count("declined", "Declined", 1, "cases", DAY))
    assert not is_different(draft_document(), replace(COUNTED, figures=added))


# ---- adjustments -----------------------------------------------------------------------------


def test_totals_that_are_now_others_are_adjustments_and_breakdowns_are_not() -> None:
    now = Counts(
        (count("duplications_resolved", "Cases", 5, "cases", DAY), share("offered", "Offered", 3, 5, "cases", DAY)),
        2,
        True,
    )
    found = find_adjustments("briefing-2023-2", draft_document(), now)
    assert [(one.id, one.edition) for one in found] == [
        ("duplications_resolved", "briefing-2023-2"),
        ("offered", "briefing-2023-2"),
    ]
    assert (found[1].published, found[1].now) == (Numbers(3, 4, "75.0"), Numbers(3, 5, "60.0"))


def test_the_same_totals_need_no_adjustment() -> None:
    assert find_adjustments("briefing-2023-2", draft_document(), COUNTED) == ()


def test_an_edition_without_adjustments_has_the_empty_list_and_no_section() -> None:
    whole = orjson.loads(as_json.dump(draft().document(1, REFERENCE)))
    assert whole["adjustments"] == []
    assert {"thing", "state", "corrects", "reissue"}.isdisjoint(whole)
    assert "adjustments" not in {section["id"] for section in whole["sections"]}


def test_an_edition_kept_before_there_were_adjustments_is_read_as_it_is() -> None:
    whole = orjson.loads(as_json.dump(document()))
    del whole["adjustments"]
    assert as_json.load(orjson.dumps(whole)) == document()
