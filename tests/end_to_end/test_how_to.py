"""The how-tos as people follow them: of the first event, by a newcomer; of a year, by a desk officer."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest

from tests.sdks import howto
from tests.support.forked import folder_of_program
from tests.support.up import Up, up

STEPS: Final = {
    "drafts": {},
    "adoption": {"by": "meeting", "document": "DRAFT/RECORD/1"},
    "transmission": {"to": "Synthetic readers"},
}
"""Of a report, from its draft to its readers."""


def test_a_newcomer_gets_a_token_and_sends_the_first_event_as_the_how_to_says(tmp_path: Path) -> None:
    tokens = {"CTC_TOKENS_FILE": str(tmp_path / "tokens.json")}
    with up(tmp_path / "data", "--clock", "2024-07-01", **tokens) as running:
        given = settings_for(running) | tokens
        given["MY_TOKEN"] = howto.ask_for_token(tmp_path, given)
        howto.run(howto.sections(howto.PUBLISH)["With curl"], tmp_path, given)
        with running.client() as client:
            assert client.get("/clock/quiet", params={"wait": 60}).json() == {"quiet": True}
            receipt = client.get("/receipts", params={"source": howto.SOURCE, "id": "first-1"}).json()
            assert receipt["status"] == "accepted", receipt
            assert len(client.get("/cycles", params={"state": "KEN"}).json()["items"]) == 1


def test_a_body_registers_rehearses_and_sends_and_reads_its_receipts_as_the_how_tos_say(tmp_path: Path) -> None:
    with up(tmp_path / "data") as running:
        given = settings_for(running)
        given["MY_TOKEN"] = howto.register(tmp_path, given)
        receipts = howto.run(howto.sections(howto.PUBLISH)["The receipts of all that you sent"], tmp_path, given)
    assert '"id":"first-0","notice_type":"notice.project.registered","outcome":"accepted"' in receipts


@pytest.mark.slow
def test_a_desk_officer_does_the_work_of_a_year_as_the_how_to_says(tmp_path: Path) -> None:
    with up(tmp_path / "data", "--clock", "2024-01-01") as running:
        said = howto.run("".join(howto.sections(howto.YEAR).values()), tmp_path, settings_for(running))
        with running.client() as client:
            report = client.get("/reports/annual/2025").json()
    figures = {one["id"]: one for one in report["figures"]}
    assert (figures["implemented"]["numerator"], figures["implemented"]["denominator"]) == (1, 2)
    assert "agreed  2025-06-30  Synthetic: one calendar" in said
    assert {"annual-2024.html", "annual-2025.html", "followup-KEN.html"} <= {one.name for one in tmp_path.iterdir()}


def test_a_reader_finds_reads_checks_and_follows_reports_as_the_how_to_says(tmp_path: Path) -> None:
    mail = {"CTC_MAIL_SERVER": "smtp://localhost:2525", "CTC_MAIL_SENDER": "reports@ctc.example"}
    with up(tmp_path / "data", "--clock", "2025-01-20", **mail) as running:
        with running.client() as client:
            for step, body in STEPS.items():
                assert client.post(f"/reports/annual/2024/{step}", json=body).is_success
            assert client.get("/clock/quiet", params={"wait": 60}).json() == {"quiet": True}
        said = howto.run("".join(howto.sections(howto.READ).values()), tmp_path, settings_for(running))
    lines = said.splitlines()
    assert {"as it was sent", "as it was announced", "annual-2024-edition-1-fr.pdf: OK"} <= set(lines)
    assert lines[0].endswith("/reports/annual/2024?edition=1")
    assert {"annual-2024-edition-1-fr.pdf", "annual-2024.docx"} <= {one.name for one in tmp_path.iterdir()}


def settings_for(running: Up) -> dict[str, str]:
    path = f"{folder_of_program()}{os.pathsep}{howto.CTC}{os.pathsep}{os.environ['PATH']}"
    return {"CTC_URL": running.address, "CTC_TOKEN": running.token, "PATH": path}
