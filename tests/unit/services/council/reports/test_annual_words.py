"""What the annual report says of its figures, and where nothing is recorded (OP18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.council.counting.tallies import Number
from services.council.documents.document import (
    Chart,
    Note,
    Table,
)
from services.council.reports.annual.authority import authority
from services.council.words.catalogue import ENGLISH
from tests.support.frozen import REFERENCE
from tests.unit.services.council.reports.sample import (
    EMPTY,
    POPULATION,
    document,
    with_cells,
    with_totals,
)
from tests.unit.services.council.reports.test_annual_document import blocks, text_of_section


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
    assert "For 2 (40.0 per cent) of the 5 recommendations that the readers of this report may see and whose" in text
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


def test_it_says_what_the_committee_itself_made_of_what_its_readers_may_see() -> None:
    text = text_of_section(document(), "implementation")
    assert "Of the 26 that the readers of this report may see, the Committee itself made 6." in text


def test_what_tells_of_too_few_is_not_shown_in_the_text() -> None:
    small = document(
        with_cells("with_assistance", {"true": {"KEN": 1}}, with_cells("by_committee", {"true": {"KEN": 1}}))
    )
    assert "Recommendations made by the Committee itself: the number is not shown." in text_of_section(
        small, "implementation"
    )
    improvements = text_of_section(small, "improvements")
    assert "Recommendations whose status rose and that assistance served: the number is not shown." in improvements


def test_it_says_of_few_visits_that_who_was_invited_is_not_shown_and_not_that_nobody_was() -> None:
    nobody, few = (
        "No invitation of a Compact entity to a visit of the year",
        "Who was invited to the visits of the year",
    )
    for visits, states, said in ((8, 7, nobody), (0, 0, nobody), (2, 2, few), (4, 2, few)):
        made = document(with_totals(visits=Number(visits), states_visited=Number(states)))
        text = text_of_section(made, "coordination")
        assert [one for one in (nobody, few) if one in text] == [said]
