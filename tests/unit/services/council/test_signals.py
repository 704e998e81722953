"""Files of risk signals: what is read of each line, what is rejected and why, and that again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import TypeAlias

import pytest

from contracts.council import SignalRecorded
from services.council.signals.commands import RecordSignals, needs_of_signals, record_signals
from services.council.signals.imports import fatf, terrorism_index, treaties
from services.council.signals.imports.lines import Lines, Row
from services.council.signals.model import SIGNALS
from shared.engine.imports.files import ColumnsMissing, Ready, Rejected
from shared.engine.principals import Principal
from shared.engine.rules import Answer, Command, Context, Emit, Known
from tests.support.frozen import REFERENCE

TODAY = date(2024, 7, 1)
RATINGS = [measure.lower() for measure in REFERENCE.ranking.fatf.ratings]
RATED = {"iso3": "KEN", "report_date": "2023-05", "r33": "LC", **dict.fromkeys(RATINGS, "")} | {"r6": "PC", "io9": "le"}
SCORED = {"iso3c": "KEN", "year": "2019", "score": "5.50"}
STATUS = "approval(aa), acceptance(a), accession(a), succession(d), ratification"
TREATY = "An invented convention"
SUCCESSION = "signature, succession to signature(d)"
AD_REFERENDUM = "signature, signature ad referendum (s)"
DEFINITIVE = "definitive signature(s)"

Reader: TypeAlias = Callable[[Row], RecordSignals]


def lines() -> Lines:
    return Lines(REFERENCE, TODAY)


def read_fatf(*rows: Row | None) -> list[Ready | Rejected]:
    return _read(fatf.reader(found := lines()), found, rows)


def read_index(*rows: Row | None) -> list[Ready | Rejected]:
    return _read(terrorism_index.reader(found := lines()), found, rows)


def read_treaty(*rows: tuple[str, str, str]) -> list[Ready | Rejected]:
    header = ("participant", "signature", STATUS)
    named = [dict(zip(header, row, strict=True)) for row in rows]
    return _read(treaties.reader(found := lines(), TREATY, header), found, named)


def _read(read: Reader, found: Lines, rows: Iterable[Row | None]) -> list[Ready | Rejected]:
    return list(found.read(enumerate(rows, 2), read))


def line(read: list[Ready | Rejected]) -> RecordSignals:
    (one,) = read
    assert isinstance(one, Ready), one
    assert isinstance(one.data, RecordSignals)
    return one.data


def reason(read: list[Ready | Rejected]) -> str:
    """Of the last line."""
    one = read[-1]
    assert isinstance(one, Rejected), one
    return one.reason


# ---- FATF -----------------------------------------------------------------------------------


def test_of_ratings_those_that_the_proposal_weighs_are_kept_if_they_were_given() -> None:
    assert line(read_fatf(RATED)) == RecordSignals("fatf", "KEN", "2023-05", (("R6", "PC"), ("IO9", "LE")))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"iso3": "HKG"}, "HKG is no Member State: Hong Kong"),
        ({"iso3": "XYZ"}, "'XYZ' is no Member State's alpha-3 code"),
        ({"iso3": ""}, "iso3 is empty"),
        ({"report_date": ""}, "report_date is empty"),
        ({"report_date": "May 2023"}, "report_date 'May 2023'"),
        (
            {"report_date": "2024-07-02"},
            "has not come yet: name the day on which it happened. (rule 11, OP2; report_date)",
        ),
        (
            {"report_date": "1944"},
            "before 1945 cannot be right: there were no United Nations yet, and no mandate. (rule 3, OP2",
        ),
        ({"r33": "XX"}, "R33 'XX' is no rating; known are C, LC, PC, NC"),
        ({"io9": "PC"}, "IO9 'PC' is no rating; known are HE, SE, ME, LE"),
        ({"r6": "", "io9": "N/A"}, "none of R5, R6, IO9, IO10, IO11 is rated"),
        ({"synthetic": "perhaps"}, "synthetic is neither"),
    ],
)
def test_a_line_of_ratings_that_cannot_be_is_rejected_with_the_reason(more: dict[str, str], said: str) -> None:
    assert said in reason(read_fatf(RATED | more))


def test_a_line_that_contradicts_an_earlier_one_is_rejected_and_one_that_repeats_it_is_not() -> None:
    assert "something else of this State and period than line 2" in reason(read_fatf(RATED, RATED | {"r6": "NC"}))
    first, again = read_fatf(RATED, RATED)
    assert isinstance(first, Ready)
    assert isinstance(again, Ready)
    assert first.key == again.key


def test_a_line_of_another_width_is_rejected() -> None:
    assert "more or fewer fields" in reason(read_fatf(None))


# ---- terrorism index ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value"),
    [("5.50", "5.5"), ("9.59996702805924", "9.59996702805924"), ("4.8e-05", "0.000048"), ("0", "0")],
)
def test_a_score_is_kept_exactly_however_it_is_written(written: str, value: str) -> None:
    found = line(read_index(SCORED | {"score": written}))
    assert found == RecordSignals("terrorism_index", "KEN", "2019", (("score", value),))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"score": "high"}, "score 'high' is no number from 0 to 10"),
        ({"score": "nan"}, "is no number"),
        ({"score": "10.1"}, "is no number from 0 to 10"),
        ({"score": "1" * 50}, "is no number"),
        ({"year": "2025"}, "has not come yet: name the day on which it happened. (rule 11, OP2; year)"),
        ({"year": "2019-05"}, "is more than a year"),
        ({"iso3c": "SSD", "year": "2010"}, "SSD was not a Member State on that day"),
    ],
)
def test_a_line_of_the_index_that_cannot_be_is_rejected_with_the_reason(more: dict[str, str], said: str) -> None:
    assert said in reason(read_index(SCORED | more))


# ---- treaties -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signed", "bound", "since", "how"),
    [
        ("", "24 Sep 2003 a", "2003-09-24", "accession"),
        ("18 Dec 2001", "10 Apr 2002", "2002-04-10", "ratification"),
        ("10 Jan 2000", "28 Jun 2002 A", "2002-06-28", "acceptance"),
        ("", "23 October 2006 d", "2006-10-23", "succession"),
        ("13 Nov 2001", "", "2001-11-13", "signature"),
        ("", "", None, "none"),
    ],
)
def test_how_a_state_stands_to_a_treaty_is_read_from_its_dates(
    signed: str, bound: str, since: str | None, how: str
) -> None:
    assert line(read_treaty(("Kenya", signed, bound))) == RecordSignals("treaty", "KEN", since, ((TREATY, how),))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("Holy See", "", "25 Jan 2012 a"), "VAT is no Member State: the Holy See is a non-member observer State"),
        (("Atlantis", "", "25 Jan 2012 a"), "'Atlantis' is no name of a Member State"),
        (("", "", "25 Jan 2012 a"), "participant is empty"),
        (("Kenya", "", "31 Feb 2012"), "this date does not exist"),
        (("Kenya", "", "25 Jan 2012 q"), "is no date like"),
        (("Kenya", "", "2012"), "is no date like"),
        (("Kenya", "25 Jan 2012 a", ""), "signature '25 Jan 2012 a' is no date like"),
        (("Kenya", "25 Jan 2012", "24 Jan 2012"), "bound by the treaty before it signed"),
        (("Kenya", "", "2 Jul 2024"), "has not come yet: name the day on which it happened. (rule 11, OP2"),
    ],
)
def test_a_participant_that_cannot_be_is_rejected_with_the_reason(row: tuple[str, str, str], said: str) -> None:
    assert said in reason(read_treaty(row))


def test_a_participant_that_stands_twice_and_differently_is_rejected() -> None:
    assert "than line 2" in reason(read_treaty(("Turkey", "", "1 Mar 2001"), ("Türkiye", "", "2 Mar 2001")))


@pytest.mark.parametrize(
    ("header", "cells", "since", "how"),
    [
        (f"participant|{SUCCESSION}|ratification, accession(a)", "|29 Jul 1982|", "1982-07-29", "signature"),
        (f"participant|{SUCCESSION}|ratification, succession(d)", "|1 Aug 1992 d|", "1992-08-01", "signature"),
        (f"participant|{AD_REFERENDUM}|ratification", "|1 Aug 1992 s|", "1992-08-01", "signature"),
        ("participant 2, 3|date of signature|ratification", "|1 Aug 1992|", "1992-08-01", "signature"),
        (f"participant|{DEFINITIVE}, acceptance(a)", "|1 Aug 1992 s", "1992-08-01", "definitive signature"),
        ("participant|succession(d), consent to be bound(p)", "|1 Aug 1992 P", "1992-08-01", "consent to be bound"),
        ("participant|acceptance(a)", "|1 Aug 1992 A", "1992-08-01", "acceptance"),
        ("participant|signature|provisional application(n)|ratification", "||1 Aug 1992 n|", None, "none"),
    ],
)  # fmt: skip
def test_columns_are_known_under_every_name_that_the_treaty_collection_gives_them(
    header: str, cells: str, since: str | None, how: str
) -> None:
    names = header.split("|")
    row = dict(zip(names, f"Kenya{cells}".split("|"), strict=True))
    said = line(_read(treaties.reader(found := lines(), TREATY, names), found, [row]))
    assert said == RecordSignals("treaty", "KEN", since, ((TREATY, how),))


@pytest.mark.parametrize(
    "header",
    [
        ("signature", "ratification"),
        ("participant", "signature"),
        ("participant", SUCCESSION),
        ("participant", "provisional application(n)"),
        ("participant", "signature", "signature ad referendum (s)", "ratification"),
        ("participant", "acceptance(a)", "accession(a), succession(d)"),
    ],
)
def test_a_list_whose_columns_leave_open_who_signed_or_is_bound_is_refused_as_a_whole(header: tuple[str, ...]) -> None:
    with pytest.raises(ColumnsMissing):
        treaties.reader(lines(), TREATY, header)


# ---- recorded -------------------------------------------------------------------------------


def record(known: Known, said: RecordSignals, today: date = TODAY) -> tuple[list[SignalRecorded], str]:
    command = Command(Principal("desk", "committee"), "k", said, "c")
    assert all(need.table is SIGNALS for need in needs_of_signals(command))
    changes = list(
        record_signals(command, known, Context(datetime.combine(today, datetime.min.time(), UTC), today, REFERENCE))
    )
    known.fold(changes)
    (answer,) = (change.body for change in changes if isinstance(change, Answer))
    events = [change.data for change in changes if isinstance(change, Emit)]
    return [event for event in events if isinstance(event, SignalRecorded)], answer["outcome"]


def test_each_value_is_an_event_for_the_committee_alone() -> None:
    events, outcome = record(Known(), line(read_fatf(RATED | {"synthetic": "true"})))
    assert outcome == "accepted"
    assert [(one.signal_id, one.measure, one.value) for one in events] == [
        ("fatf-KEN-R6-2023-05", "R6", "PC"),
        ("fatf-KEN-IO9-2023-05", "IO9", "LE"),
    ]
    assert {(one.occurred_on, one.period, one.synthetic) for one in events} == {(date(2023, 5, 31), "2023-05", True)}


def test_what_is_known_already_changes_nothing_and_what_its_publisher_revised_is_told_anew() -> None:
    known = Known()
    record(known, line(read_fatf(RATED)))
    assert record(known, line(read_fatf(RATED))) == ([], "unchanged")
    events, outcome = record(known, line(read_fatf(RATED | {"r6": "LC"})))
    assert (outcome, [(one.measure, one.value) for one in events]) == ("accepted", [("R6", "LC")])


def test_a_state_that_ratifies_is_told_anew_and_one_that_still_has_not_is_not() -> None:
    known = Known()
    events, _ = record(known, line(read_treaty(("Kenya", "", ""))))
    assert (events[0].period, events[0].value) == ("2024-07-01", "none")
    assert record(known, line(read_treaty(("Kenya", "", ""))), date(2024, 8, 1)) == ([], "unchanged")
    events, _ = record(known, line(read_treaty(("Kenya", "", "30 Jun 2024"))), date(2024, 8, 1))
    assert (events[0].period, events[0].value, len(known.rows[SIGNALS])) == ("2024-06-30", "ratification", 1)


def test_a_period_that_is_not_over_yet_occurred_today() -> None:
    events, _ = record(Known(), line(read_index(SCORED | {"year": "2024"})))
    assert (events[0].occurred_on, events[0].period) == (TODAY, "2024")
