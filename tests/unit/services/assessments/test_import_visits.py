"""Files of visits: what each row means, and why one is rejected."""

from __future__ import annotations

import io
from datetime import date

import pytest

from contracts.assessments import VisitCompleted, VisitOverlapFlagged, VisitPlanned
from contracts.ids import mission_id
from services.assessments.imports.commands import SOURCE, ImportVisit
from services.assessments.imports.visits import NEEDED, Reader
from services.assessments.visits.model import VISITS
from shared.engine.imports.files import Ready, Rejected, open_csv
from shared.engine.rules import Refusal
from tests.support.frozen import REFERENCE
from tests.unit.services.assessments.desk import Desk, Told, visit_planned

TODAY = date(2024, 7, 1)
HEADER = ",".join(NEEDED)


def read(*rows: str, header: str = HEADER, reader: Reader | None = None) -> list[Ready | Rejected]:
    file = io.BytesIO("\n".join([header, *rows]).encode())
    return list((reader or Reader(REFERENCE, TODAY)).read(open_csv(file, NEEDED).rows()))


def command(row: str, header: str = HEADER) -> ImportVisit:
    (ready,) = read(row, header=header)
    assert isinstance(ready, Ready), ready
    assert isinstance(ready.data, ImportVisit)
    return ready.data


def reason(row: str) -> str:
    (rejected,) = read(row)
    assert isinstance(rejected, Rejected)
    assert rejected.line == 2
    return rejected.reason


# ---- what a row means -----------------------------------------------------------------------


def test_a_row_is_a_visit_with_its_days_as_precise_as_known() -> None:
    line = command("TZA,first,onsite,2006-02-13,2006-02-17,day,a note,https://example.org/a")
    assert (line.state, line.kind, line.component.mode) == ("TZA", "comprehensive", "onsite")
    assert (line.component.start, line.component.end) == ("2006-02-13", "2006-02-17")
    assert (line.component.note, line.component.source_url) == ("a note", "https://example.org/a")


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("first", "comprehensive"),
        ("second-follow-up", "follow-up"),
        ("Third follow up", "follow-up"),
        ("regional-high-level", "regional"),
        ("", "not stated"),
        ("Focused", "focused"),
    ],
)
def test_visit_types_are_read_through_aliases_and_ordinals_are_not_stored(written: str, kind: str) -> None:
    assert command(f"KEN,{written},onsite,2005,2005,year,,").kind == kind


@pytest.mark.parametrize(
    ("written", "mode"), [("onsite", "onsite"), ("On site", "onsite"), ("Physical", "onsite"), ("remote", "virtual")]
)
def test_modes_are_read_through_aliases(written: str, mode: str) -> None:
    assert command(f"KEN,first,{written},2005,2005,year,,").component.mode == mode


def test_a_date_is_no_more_precise_than_the_row_says() -> None:
    component = command("KEN,first,onsite,2005-01-01,2005-12-31,year,,").component
    assert (component.start, component.end) == ("2005", "2005")
    assert command("KEN,first,onsite,2005-03,2005-03,day,,").component.start == "2005-03"
    assert command("KEN,first,onsite,2005-03-04,2005-03-05,,,").component.start == "2005-03-04"


def test_an_end_without_a_start_is_a_day_known_only_by_its_end() -> None:
    component = command("KEN,first,onsite,,2005-03-05,day,,").component
    assert (component.start, component.end) == (None, "2005-03-05")


def test_columns_may_stand_in_any_order_and_others_are_passed_over() -> None:
    header = "note,extra,iso3,visit_type,mode,start,end,date_precision,source_url,mission"
    line = command("n,x,ken,first,onsite,2005,2005,year,,M1", header)
    assert (line.state, line.component.note, line.mission) == ("KEN", "n", "M1")


def test_an_empty_line_is_none() -> None:
    assert len(read("", "KEN,first,onsite,2005,2005,year,,", "")) == 1


def test_a_field_over_several_lines_counts_its_lines() -> None:
    rows = read('KEN,first,onsite,2005,2005,year,"two\nlines",', "XXX,first,onsite,2005,2005,year,,")
    assert [row.line for row in rows] == [2, 4]


def test_the_same_visit_in_another_spelling_is_the_same_command() -> None:
    one, other = read("KEN,first,onsite,2005,2005,year,,", " ken ,Comprehensive,on-site,2005-01-01,2005,year,,")
    assert isinstance(one, Ready)
    assert isinstance(other, Ready)
    assert one.key == other.key


# ---- why one is rejected --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "because"),
    [
        ("HKG,first,onsite,2005,2005,year,,", "HKG is no Member State"),
        ("Kenya,first,onsite,2005,2005,year,,", "no Member State's alpha-3 code"),
        (",first,onsite,2005,2005,year,,", "iso3 is empty"),
        ("KEN,grand,onsite,2005,2005,year,,", "visit_type 'grand' is not known; known are not-stated, comprehensive"),
        ("KEN,first,by letter,2005,2005,year,,", "mode 'by letter' is not known; known are onsite"),
        ("KEN,first,onsite,2005,2005,decade,,", "date_precision 'decade' is not known; known are year, month, day"),
        ("KEN,first,onsite,2005-02-30,2005-03-01,day,,", "start '2005-02-30': this date does not exist"),
        ("KEN,first,onsite,March 2005,2005,year,,", "write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("KEN,first,onsite,2005-03-02,2005-03-01,day,,", "cannot end before it begins. (rule 2, OP14; start, end)"),
        ("KEN,first,onsite,,,day,,", "neither start nor end"),
        ("KEN,first,onsite,2005,2005,year", "more or fewer fields"),
        ("KEN,first,onsite,2005,2005,year,a,b,c", "more or fewer fields"),
        (f"KEN,first,onsite,2005,2005,year,{'x' * 10_001},", "note has 10001 characters"),
        ('KEN,first,onsite,2005,2005,year,,"a\nb"', "source_url holds a line break"),
    ],
)
def test_each_rejected_row_says_why(row: str, because: str) -> None:
    assert because in reason(row)


def test_one_bad_row_does_not_harm_its_neighbours() -> None:
    rows = read(
        "KEN,first,onsite,2005,2005,year,,", "HKG,first,onsite,2005,2005,year,,", "UGA,first,onsite,2005,2005,year,,"
    )
    assert [(row.line, isinstance(row, Ready)) for row in rows] == [(2, True), (3, False), (4, True)]


def test_a_visit_that_names_itself_is_to_one_state() -> None:
    rows = read(
        "KEN,first,onsite,2005,2005,year,,,V1",
        "UGA,first,onsite,2005,2005,year,,,V1",
        header=f"{HEADER},visit",
    )
    assert isinstance(rows[1], Rejected)
    assert "another State" in rows[1].reason


# ---- candidates -----------------------------------------------------------------------------


def candidates(*rows: str, header: str = HEADER) -> list[tuple[int, int]]:
    reader = Reader(REFERENCE, TODAY)
    read(*rows, header=header, reader=reader)
    return reader.candidates()


def test_components_that_look_like_one_visit_are_listed() -> None:
    assert candidates(
        "KEN,focused,virtual,2021-03-01,2021-03-05,day,,",
        "UGA,focused,onsite,2021-10-04,2021-10-08,day,,",
        "KEN,focused,onsite,2021-10-04,2021-10-08,day,,",
    ) == [(2, 4)]


def test_a_year_apart_of_another_kind_or_in_one_mode_they_do_not() -> None:
    assert candidates("KEN,focused,virtual,2021-03-01,2021-03-05,day,,", "KEN,focused,onsite,2022-03-07,,day,,") == []
    assert candidates("KEN,focused,virtual,2021-03-01,,day,,", "KEN,follow-up,onsite,2021-04-07,,day,,") == []
    assert candidates("KEN,focused,onsite,2021-03-01,,day,,", "KEN,focused,onsite,2021-04-07,,day,,") == []


def test_two_rows_of_the_same_days_do() -> None:
    assert candidates(
        "KEN,focused,onsite,2021-03,2021-03,month,one,", "KEN,focused,onsite,2021-03,2021-03,month,other,"
    ) == [(2, 3)]


def test_a_row_that_stands_twice_is_no_candidate() -> None:
    assert candidates(*["KEN,focused,onsite,2021-03,2021-03,month,one,"] * 3) == []


def test_components_that_say_so_are_no_candidates() -> None:
    rows = (f"KEN,focused,{mode},2021-03,2021-03,month,,,V" for mode in ("virtual", "onsite"))
    assert candidates(*rows, header=f"{HEADER},visit") == []


# ---- at the handler ----------------------------------------------------------------------------


def import_row(desk: Desk, row: str, header: str = HEADER) -> Told:
    (ready,) = read(row, header=header, reader=Reader(REFERENCE, desk.today))
    assert isinstance(ready, Ready), ready
    return desk.command(ready.data)


def test_a_visit_that_took_place_is_told_with_its_last_possible_day() -> None:
    event = import_row(Desk(), "KEN,first,onsite,2005,2005,year,a note,https://example.org/a").only(VisitCompleted)
    assert (event.occurred_on, event.source, event.note) == (date(2005, 12, 31), SOURCE, "a note")


def test_the_same_row_again_changes_nothing_even_when_the_inbox_has_forgotten_it() -> None:
    desk = Desk()
    import_row(desk, "KEN,first,onsite,2005,2005,year,,")
    assert import_row(desk, "KEN,first,onsite,2005,2005,year,,").outcome == "unchanged"


def test_rows_that_differ_in_anything_are_imported_apart() -> None:
    desk = Desk()
    import_row(desk, "KEN,first,onsite,2005,2005,year,one,")
    import_row(desk, "KEN,first,onsite,2005,2005,year,other,")
    assert len(desk.rows[VISITS]) == 2


def test_rows_with_one_visit_are_its_components() -> None:
    desk, header = Desk(), f"{HEADER},visit,mission"
    import_row(desk, "KEN,focused,onsite,2022-02-07,2022-02-11,day,b,,V1,M1", header)
    event = import_row(desk, "KEN,,virtual,2021-11-08,2021-11-10,day,a,,V1,M1", header).only(VisitCompleted)
    assert [one.mode for one in event.components] == ["virtual", "onsite"]
    assert (event.kind, event.mode, event.occurred_on) == ("focused", "hybrid", date(2022, 2, 11))
    assert (event.note, event.mission_id) == ("a; b", mission_id(SOURCE, "M1"))
    assert import_row(desk, "KEN,focused,onsite,2022-02-07,2022-02-11,day,b,,V1,M1", header).outcome == "unchanged"
    assert len(desk.rows[VISITS]) == 1


def test_a_component_of_another_kind_is_refused() -> None:
    desk, header = Desk(), f"{HEADER},visit"
    import_row(desk, "KEN,focused,onsite,2022-02-07,2022-02-11,day,,,V1", header)
    with pytest.raises(Refusal):
        import_row(desk, "KEN,follow-up,virtual,2022-03-07,2022-03-11,day,,,V1", header)


def test_a_visit_has_at_most_fifty_components() -> None:
    desk, header = Desk(), f"{HEADER},visit"
    for day in range(50):
        import_row(desk, f"KEN,focused,onsite,{date.fromordinal(738_000 + day)},,day,,,V1", header)
    with pytest.raises(Refusal):
        import_row(desk, "KEN,focused,onsite,2022-03-07,,day,,,V1", header)


def test_a_visit_that_lies_ahead_is_a_plan_and_flagged_like_one() -> None:
    desk = Desk()
    desk.notice(visit_planned(start="2024-09-02"))
    told = import_row(desk, "KEN,focused,onsite,2024-10,2024-10,month,,")
    assert told.only(VisitPlanned).start == "2024-10"
    assert told.only(VisitOverlapFlagged).other_body == "UNODC"


def test_components_of_one_visit_that_lie_ahead_are_one_plan_from_the_first_to_the_last() -> None:
    desk, header = Desk(), f"{HEADER},visit"
    rows = ("KEN,focused,onsite,2025-02-03,2025-02-07,day,,,V1", "KEN,focused,virtual,2024-10,2024-10,month,,,V1")
    for _ in range(2):
        for ready in read(*rows, header=header, reader=Reader(REFERENCE, desk.today)):
            assert isinstance(ready, Ready)
            desk.command(ready.data)
        (visit,) = desk.rows[VISITS].values()
        assert (visit.planned_start, visit.planned_end, visit.mode) == ("2024-10", "2025-02-07", "hybrid")


def test_imported_again_after_it_took_place_it_is_completed() -> None:
    desk = Desk()
    import_row(desk, "KEN,focused,onsite,2024-10,2024-10,month,,")
    desk.today = date(2024, 11, 1)
    assert import_row(desk, "KEN,focused,onsite,2024-10,2024-10,month,,").only(VisitCompleted).kind == "focused"
    assert len(desk.rows[VISITS]) == 1


def test_a_row_that_names_its_visit_only_later_is_not_counted_twice() -> None:
    desk, header = Desk(), f"{HEADER},visit"
    apart = [
        f"KEN,focused,{mode},2021-{month}-01,,day,a note," for mode, month in (("virtual", "03"), ("onsite", "05"))
    ]
    for row in apart:
        import_row(desk, row)
    for row in apart:
        with pytest.raises(Refusal) as refused:
            import_row(desk, f"{row},V1", header)
        assert (refused.value.code, refused.value.rule, refused.value.fields) == ("known-apart", "13", ("visit",))
    assert len(desk.rows[VISITS]) == 2


def test_a_plan_that_names_its_visit_only_later_is_not_planned_twice() -> None:
    desk, header = Desk(), f"{HEADER},visit"
    import_row(desk, "KEN,focused,onsite,2024-10,2024-10,month,,")
    with pytest.raises(Refusal) as refused:
        import_row(desk, "KEN,focused,onsite,2024-10,2024-10,month,,,V1", header)
    assert refused.value.code == "known-apart"
