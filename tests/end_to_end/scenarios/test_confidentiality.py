"""Scenarios about what a State keeps confidential (OP19)."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.audiences import AUDIENCES
from tests.end_to_end.scenarios.conftest import Staging
from tests.support.stage import Stage, assessment, ids_of, recommendation, recommended

ON_BOTH = pytest.mark.parametrize("transport", ["loopback", "kafka"], indirect=True)
OUTSIDE = (*AUDIENCES[1:], "unoct", "unodc", "FJI")
MARK = "MARKED-9d1c"
CONFIDENTIAL = (3, 9)


@ON_BOTH
async def test_6_two_of_twelve_recommendations_are_confidential_absent_everywhere_and_the_totals_reconcile(
    stage_from: Staging,
) -> None:
    stage = stage_from(date(2024, 3, 1))
    report = assessment("KEN", "2024-03-01", count=12)
    for number in CONFIDENTIAL:
        secret = {"text": f"Synthetic: {MARK} {number}.", "themes": ["uas"], "audience": "committee"}
        report["recommendations"][number - 1] = recommendation(number, **secret)
    stage.send("assessment.submitted", report)
    hidden = [recommended(report, number) for number in CONFIDENTIAL]

    for audience in AUDIENCES[1:]:
        told = await stage.told(f"ctc.released.{audience}")
        released = [one for one in told if "recommendation_id" in one]
        assert len(released) == (10 if audience in ("council", "un") else 0)
        assert not any(MARK in f"{one}" or any(id_ in f"{one}" for id_ in hidden) for one in told)
    assert len(stage.items("/recommendations", "un")) == 10
    assert len(stage.items("/recommendations", "KEN")) == 12, "a State has its own whole"
    for reader in OUTSIDE:
        assert_absent(stage, reader, hidden, ids_of(report)[0])
    receipts = await stage.told("ctc.receipts")
    assert not any(MARK in f"{one}" for one in receipts)

    stage.to(date(2025, 1, 15))
    annual = stage.get("/reports/annual/2024")
    figures = {one["id"]: one for one in annual["figures"]}
    assert figures["implemented"]["denominator"] == 12, "totals count what is withheld"
    assert annual["withheld"] == 12, "the public may have none of them"
    assert not any(id_.endswith(".uas") for id_ in figures), "no theme is shown that only they have"


def assert_absent(stage: Stage, reader: str, hidden: list[str], known: str) -> None:
    """No list and no page has them, and each of them is as if it were not there."""
    paths = ("/recommendations", "/needs", "/cases", "/states/KEN", "/calendar", f"/trace/{known}")
    for path in paths:
        text = stage.client(reader).get(path).text
        assert MARK not in text
        assert not any(id_ in text for id_ in hidden), f"{path} as {reader}"
    for id_ in hidden:
        for path in (f"/recommendations/{id_}", f"/trace/{id_}"):
            assert stage.client(reader).get(path).status_code == 404, f"{path} as {reader}"
