"""`ctc sandbox`: one command gives an installation with synthetic data, to which other systems connect."""

from __future__ import annotations

import json
import time
from pathlib import Path

import httpx
import pytest

from tests.support.processes import EXAMPLES
from tests.support.up import log_of, up


def take_examples(to: Path) -> Path:
    """The beginning of the examples, so that their story is short."""
    to.mkdir()
    for file in EXAMPLES.glob("*.*"):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        (to / file.name).write_text(
            "".join(lines[: {"visits.csv": 5, "assessments.jsonl": 1}.get(file.name, 0)]), "utf-8"
        )
    return to


def wait_for(data: Path, word: str) -> None:
    ends = time.monotonic() + 120
    while word not in log_of(data).read_text("utf-8"):
        assert time.monotonic() < ends, log_of(data).read_text("utf-8")
        time.sleep(0.2)


@pytest.mark.slow
def test_it_is_filled_once_and_says_when_it_is_ready(tmp_path: Path) -> None:
    examples, data = take_examples(tmp_path / "examples"), tmp_path / "sandbox"
    with up(data, "--examples", str(examples), command="sandbox") as system:
        wait_for(data, "the sandbox is ready")
        with system.client() as client:
            (assessment,) = client.get("/assessments").json()["items"]
            assert assessment["synthetic"]
            assert client.get("/clock").json()["today"] == "2025-12-31"
            event = json.loads((EXAMPLES / "notices.jsonl").read_text("utf-8").splitlines()[0])
            headers = {"Content-Type": "application/cloudevents+json"}
            answer: httpx.Response = client.post("/events?dry_run=true", content=json.dumps(event), headers=headers)
            assert answer.json()["items"][0]["status"] == "accepted"
    with up(data, "--examples", str(examples), command="sandbox"):
        wait_for(data, "this sandbox was filled before")
