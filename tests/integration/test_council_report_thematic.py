"""What the report on global implementation counts (OP7), on a real database: one rule a test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from contracts.vocabulary import FindingResult
from services.council.reports.kinds import NAMED
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.frozen import REFERENCE
from tests.support.postgres import PostgresServer
from tests.support.report_assistance import API, PNR, assess_with_findings, finding
from tests.support.report_counts import basis, count_report, numbers, table
from tests.support.report_facts import Rec, Report, assess, elsewhere, tell

REPORT = NAMED["thematic"]
NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)
FOUR = ("KEN", "UGA", "TZA", "FIN")


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        yield found


async def figures(running: Council, **asked: str) -> dict[str, tuple[int | None, int | None]]:
    return numbers(await count_report(running, REPORT, "public", **asked))


async def test_states_are_counted_by_provision_with_how_far_they_carry_it_out(running: Council) -> None:
    results: tuple[FindingResult, ...] = ("full", "partial", "none", "partial")
    for state, result in zip(FOUR, results, strict=True):
        await tell(running, assess_with_findings(state, "2023-03-01", finding(f"f-{state}", API, result)))
    seen = await figures(running)
    assert seen["states_assessed.api"] == (4, 193)
    assert [seen[f"{result}.api"] for result in ("full", "partial", "none")] == [(1, 4), (2, 4), (1, 4)]
    assert seen["states_assessed.pnr"] == (0, 193)
    assert seen["full.pnr"] == (0, 0)


async def test_the_latest_finding_of_each_state_counts_and_of_several_the_least_favourable(running: Council) -> None:
    for state in FOUR:
        await tell(running, assess_with_findings(state, "2020-03-01", finding(f"old-{state}", API, "none")))
        new = finding(f"full-{state}", API, "full"), finding(f"part-{state}", "API systems", "partial")
        await tell(running, assess_with_findings(state, "2023-03-01", *(new if state == "KEN" else new[:1])))
    seen = await figures(running)
    assert [seen[f"{result}.api"] for result in ("full", "partial", "none")] == [(3, 4), (1, 4), (0, 4)]
    before = await figures(running, cut_off="2022-12-31")
    assert before["none.api"] == (4, 4)


async def test_a_corrected_or_withdrawn_assessment_leaves_no_old_findings(running: Council) -> None:
    told = [assess_with_findings(state, "2023-03-01", finding(f"f-{state}", API, "none")) for state in FOUR]
    await tell(running, *told)
    await tell(running, Report("UGA/2023-03-01", "2023-03-01", state="UGA", audience="public").correct("2023-04-01"))
    await tell(running, Report("TZA/2023-03-01", "2023-03-01", state="TZA").withdraw("2023-05-01"))
    assert (await figures(running))["findings"] == (2, None)
    assert (await figures(running, cut_off="2023-03-31"))["findings"] == (4, None)


async def test_what_names_no_provision_is_counted_as_other_so_that_nothing_vanishes(running: Council) -> None:
    others = finding("o1", "resolution 1373 (2001), para. 2 (g)", "full"), finding("o2", "something else", "none")
    await tell(running, assess_with_findings("KEN", "2023-03-01", finding("f", API, "full"), *others))
    seen = await figures(running)
    assert (seen["findings"], seen["findings_other"]) == ((3, None), (2, 3))
    assert seen["states_assessed"] == (1, 193)


async def test_a_finding_on_two_provisions_counts_for_each_and_once_in_the_total(running: Council) -> None:
    for state in FOUR:
        await tell(running, assess_with_findings(state, "2023-03-01", finding(f"f-{state}", "API and PNR", "full")))
    seen = await figures(running)
    assert (seen["full.api"], seen["full.pnr"], seen["findings"]) == ((4, 4), (4, 4), (4, None))


async def test_a_state_is_in_need_by_a_live_recommendation_on_the_provision_or_its_themes(running: Council) -> None:
    recs = {
        "KEN": Rec("r1", ("travel",), wanted=True),
        "UGA": Rec("r2", ("cft",), wanted=True),
        "TZA": Rec("r3", ("travel",)),
    }
    for state in FOUR:
        told = (recs[state],) if state in recs else ()
        await tell(running, assess_with_findings(state, "2023-03-01", finding(f"f-{state}", API, "partial"), recs=told))
    assert (await figures(running))["with_need.api"] == (1, 4)


async def test_older_than_five_years_means_submitted_before_that_day(running: Council) -> None:
    for state, on in zip(FOUR, ("2018-12-30", "2018-12-31", "2019-01-01", "2023-01-01"), strict=True):
        await tell(running, assess_with_findings(state, on, finding(f"f-{state}", API, "partial")))
    assert (await figures(running))["older_than_five_years.api"] == (1, 4)


async def test_what_is_withheld_counts_in_totals_and_is_left_out_of_every_part(running: Council) -> None:
    for state in FOUR:
        secret = finding(f"s-{state}", PNR, "none", "committee")
        one = assess_with_findings(
            state, "2023-03-01", finding(f"f-{state}", API, "full"), secret, recs=(Rec(f"r-{state}", audience="un"),)
        )
        await tell(running, one)
    made = await count_report(running, REPORT, "public")
    seen = numbers(made)
    assert (seen["findings"], seen["recommendations"], made.withheld) == ((8, None), (4, None), 8)
    assert (seen["states_assessed.pnr"], seen["none.pnr"]) == ((0, 193), (0, 0))
    assert seen["recommendations.theme.travel"] == (0, None)
    inside = numbers(await count_report(running, REPORT, "committee"))
    assert inside["none.pnr"] == (4, 4)
    assert [len(await basis(running, REPORT, "public", "findings", token)) for token in (None, "kenya", "member")] == [
        4,
        5,
        8,
    ]


async def test_a_withheld_finding_takes_the_place_of_none_that_readers_may_see(running: Council) -> None:
    for state in FOUR:
        await tell(running, assess_with_findings(state, "2020-03-01", finding(f"f-{state}", API, "full")))

    async def as_seen() -> tuple[object, ...]:
        made = await count_report(running, REPORT, "public")
        lists = [
            [one.id for one in await basis(running, REPORT, "public", figure, token)]
            for figure in ("findings", "states_assessed.api", "full.api", "findings_other")
            for token in (None, "reader")
        ]
        return numbers(made), made.withheld, lists

    before = await as_seen()
    await tell(running, assess_with_findings("KEN", "2023-03-01", finding("s-KEN", API, "none", "committee")))
    assert await as_seen() == before
    both = finding("g-UGA", API, "partial"), finding("s-UGA", API, "none", "committee")
    other = finding("s-FIN", "something else", "none", "committee")
    await tell(
        running, assess_with_findings("UGA", "2023-03-01", *both), assess_with_findings("FIN", "2023-03-01", other)
    )
    made = await count_report(running, REPORT, "public")
    seen = numbers(made)
    assert (seen["findings"], made.withheld, seen["findings_other"]) == ((5, None), 1, (0, 4))
    assert [seen[f"{result}.api"] for result in ("full", "partial", "none")] == [(3, 4), (1, 4), (0, 4)]
    assert numbers(await count_report(running, REPORT, "committee"))["none.api"] == (2, 4)
    own = [one.id for one in await basis(running, REPORT, "public", "findings", "kenya")]
    assert own == ["f-FIN", "f-KEN", "f-TZA", "g-UGA"]


async def test_fewer_than_three_states_are_not_shown_and_not_to_be_found_by_subtraction(running: Council) -> None:
    for state in (*FOUR, "JOR", "IRQ", "OMN"):
        await tell(running, assess_with_findings(state, "2023-03-01", finding(f"f-{state}", API, "full")))
    seen = await figures(running)
    regions = {one: seen[f"states_assessed.api.region.{one}"] for one in ("africa", "americas", "asia", "europe")}
    assert regions == {"africa": (None, None), "americas": (0, 35), "asia": (None, None), "europe": (None, None)}
    assert seen["states_assessed.api"] == (7, 193)
    await tell(running, assess_with_findings("GHA", "2023-03-01", finding("f-GHA", PNR, "full")))
    assert [(await figures(running))[f"full.{code}"] for code in ("api", "pnr")] == [(None, None), (None, None)]
    # What is withheld on another provision hides nothing better: the markers of two reports tell how much it is.
    await tell(running, assess_with_findings("GHA", "2023-04-01", finding("s-GHA", "biometrics", "full", "committee")))
    assert [(await figures(running))[f"full.{code}"] for code in ("api", "pnr")] == [(None, None), (None, None)]


async def test_each_theme_has_its_figures_whether_or_not_there_is_a_recommendation(running: Council) -> None:
    one = Report("A", "2023-03-01", (Rec("r1", ("victims", "gender")),))
    await tell(running, one.complete(), *elsewhere("victims", "gender"), assess("r1", "2023-05-01", "implemented"))
    seen = await figures(running)
    for theme in REFERENCE.themes:
        assert f"recommendations.theme.{theme.code}" in seen
    assert seen["recommendations.theme.victims"] == (3, None)
    assert (seen["assessed.theme.gender"], seen["implemented.theme.gender"]) == ((1, 3), (1, 3))
    assert seen["assessed"] == (1, 3)
    assert len(await basis(running, REPORT, "public", "recommendations.theme.victims", None)) == 3


async def test_it_lists_provisions_good_practices_and_gaps_and_regions(running: Council) -> None:
    for state in FOUR[:3]:
        await tell(
            running,
            assess_with_findings(state, "2023-03-01", finding(f"f-{state}", API, "full" if state == "KEN" else "none")),
        )
    made = await count_report(running, REPORT, "public")
    assert table(made, "provisions")[0] == [
        "Advance passenger information", "3 of 193", "1 of 3", "0 of 3", "2 of 3", "0 of 3", "0 of 3",
    ]  # fmt: skip
    assert table(made, "good-practices")[0] == ["Advance passenger information", "1", "2"]
    assert table(made, "regions")[0] == [
        "Advance passenger information",
        "3 of 54",
        "0 of 35",
        "0 of 47",
        "0 of 43",
        "0 of 14",
    ]
    assert made.synthetic is True


async def test_each_basis_lists_what_its_figure_counted(running: Council) -> None:
    for state in FOUR:
        one = assess_with_findings(
            state, "2023-03-01", finding(f"f-{state}", API, "full"), recs=(Rec(f"r-{state}", wanted=True),)
        )
        await tell(running, one)
    made = await count_report(running, REPORT, "public")
    for figure in made.figures:
        if not figure.suppressed:
            items = await basis(running, REPORT, "public", figure.id, "member")
            assert sum(bool(one.numerator) for one in items) == figure.numerator, figure.id
            assert len(items) == (figure.numerator if figure.denominator is None else figure.denominator), figure.id
    page = await basis(running, REPORT, "public", "full.api", None, limit=2, after="f-FIN")
    assert [one.id for one in page] == ["f-KEN", "f-TZA", "f-UGA"]
    outsider = await basis(running, REPORT, "public", "states_assessed", None)
    assert {one.numerator for one in outsider} == {True, None}
