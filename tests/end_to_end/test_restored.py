"""After a restore nothing is shown that its State had closed: what narrows is entered before assessments reads on.

The runbook's "Restore", by the same commands, on a real PostgreSQL and a real Kafka.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support import topics
from tests.support.kafka import Broker
from tests.support.processes import SERVICES
from tests.support.restoring import SOON, create_topics, dump_database, read_again, restore_database, stop_consumer
from tests.support.stage import CTED, Stage, assessment, ids_of, in_thread, recommendation, set_stage

DAY = "2024-03-01"
OPEN = assessment("KEN", DAY, count=1)
"""The UN's before the dump. Then its State closes it, and CTED adds a recommendation."""
PUBLIC = assessment("FJI", DAY, count=1, reference="SYN-PUBLIC")
"""Everybody's before the dump. Then its State closes it, and a notice corrects its words."""
NEW = assessment("FJI", DAY, count=1, reference="SYN-NEW")
"""Sent after the dump, and opened to everybody. Then its State closes it, and a notice corrects its words."""
MARKS = {"KEN": "ADDED-7310", "FJI": "CORRECTED-7311", "NEW": "CORRECTED-7312"}
PUBLICLY = {"audience": "public", "decided_by": "Permanent Mission", "decided_on": DAY, "consulted_ctc": True}
CLOSING = {"requested_on": DAY, "document": "DRAFT/SYN/CLOSING"}
RELEASED = tuple(f"ctc.released.{audience}" for audience in ("council", "un", "partners", "public"))
WHO = ("owner", "KEN", "FJI", "un", "partners", "unoct", "public")
SHOWN_BY_ASSESSMENTS = ("/assessments?limit=500", "/recommendations?limit=500")


@pytest.mark.slow
async def test_what_came_to_a_closed_report_in_the_lost_time_is_never_shown_after_a_restore(
    postgres: str, kafka: Broker, tmp_path: Path
) -> None:
    settings = {"DATABASE_URL": postgres, "KAFKA_BOOTSTRAP_SERVERS": kafka.bootstrap}
    await topics.delete_all(kafka.bootstrap)
    create_topics(settings)
    dump = tmp_path / "ctc.dump"
    with set_stage(tmp_path, postgres, date(2024, 3, 1), KAFKA_BOOTSTRAP_SERVERS=kafka.bootstrap) as stage:
        for report in (OPEN, PUBLIC):
            assert stage.send("assessment.submitted", report)["status"] == "accepted"
        stage.command(f"{path_of(PUBLIC)}/disclosure", PUBLICLY)
        dump_database(postgres, dump)

        assert stage.send("assessment.submitted", NEW)["status"] == "accepted"
        stage.command(f"{path_of(NEW)}/disclosure", PUBLICLY)
        for report in (OPEN, PUBLIC, NEW):
            stage.command(f"{path_of(report)}/confidentiality", CLOSING)
        stage.command(f"/cycles/{ids_of(OPEN)[1]}/recommendations", build_addition())
        for report, mark in ((PUBLIC, MARKS["FJI"]), (NEW, MARKS["NEW"])):
            assert stage.send("assessment.corrected", build_correction(report, mark))["status"] == "accepted"
        assert list_readers(stage) == {"owner": set(MARKS), "KEN": {"KEN"}, "FJI": {"FJI", "NEW"}}

        # Restore
        stage.stop()
        restore_database(postgres, dump)
        await read_again(kafka.bootstrap)
        stop_consumer(settings)
        stage.start()
        wait_until(lambda: all(read_lag(stage, name) == 0 for name in SERVICES if name != "assessments"))
        assert "stopped" in stage.client("owner").get("/services/assessments/health/ready").json()["consumer"]
        wait_until(lambda: "ConsumerStopped" in stage.log)
        assert read_lag(stage, "assessments") > 0
        assert list_readers(stage, SHOWN_BY_ASSESSMENTS) == {}, "nothing of what came is applied"

        lost = stage.ctc("journal", "compare", "assessments", code=1)
        types = [line.split()[2] for line in lost.splitlines() if line.startswith("lost ")]
        assert {*types[:6]} == {"confidentiality.requested.v1", "disclosure.changed.v1"}, "what narrowed comes first"
        assert f"    assessment_id: {ids_of(OPEN)[0]}\n" in lost
        assert "    audience: committee\n" in lost
        enter_again(stage)
        stage.ctc("consumer", "resume", "assessments")
        wait_until(lambda: all(read_lag(stage, name) == 0 for name in SERVICES))
        stage.settle()
        wait_until(lambda: list_readers(stage).get("owner", set()) >= set(MARKS))
        assert list_readers(stage) == {"owner": set(MARKS), "KEN": {"KEN"}, "FJI": {"FJI", "NEW"}}


def enter_again(stage: Stage) -> None:
    """What an operator enters before the consumer goes on; a report of the lost time that was closed, too."""
    submitted = stage.client("owner").post("/assessments", json=NEW | {"source": CTED})
    assert submitted.status_code == 201, submitted.text
    for report in (OPEN, PUBLIC, NEW):
        answer = stage.client("owner").post(f"{path_of(report)}/confidentiality", json=CLOSING)
        assert answer.status_code == 200, answer.text


def path_of(report: dict[str, Any]) -> str:
    return f"/assessments/{ids_of(report)[0]}"


def build_addition() -> dict[str, Any]:
    return recommendation(2, text=f"Synthetic: {MARKS['KEN']}.", made_on=DAY)


def build_correction(report: dict[str, Any], mark: str) -> dict[str, Any]:
    words = [recommendation(1, text=f"Synthetic: {mark}, in other words.")]
    finding = {"provision": "2396-api", "result": "full", "text": f"Synthetic: {mark}, a finding."}
    return report | {"recommendations": words, "findings": [finding], "reason": "Synthetic: new facts."}


def list_readers(stage: Stage, paths: tuple[str, ...] = ()) -> dict[str, set[str]]:
    """Which marks each reader finds on these pages; those who find none are left out. So is what topics hold."""
    paths = paths or (*SHOWN_BY_ASSESSMENTS, "/needs?limit=500", *(path_of(one) for one in (OPEN, PUBLIC, NEW)))
    pages = {who: "".join(stage.client(who).get(path).text for path in paths) for who in WHO}
    pages["released"] = "".join(
        (one.value or b"").decode() for topic in RELEASED for one in in_thread(topics.records(stage.bootstrap, topic))
    )
    found = {who: {name for name, mark in MARKS.items() if mark in text} for who, text in pages.items()}
    return {who: marks for who, marks in found.items() if marks}


def read_lag(stage: Stage, service: str) -> int:
    """Messages that it has not read, and events that it has not sent; -1 while it cannot tell."""
    answer = stage.client("owner").get(f"/services/{service}/health/ready").json()
    behind = answer.get("behind")
    return behind["consumer_lag"] + behind["unrelayed"] if isinstance(behind, dict) else -1


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + SOON
    while not is_so():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.3)
