"""`ctc report mirror`: each edition is a file once, with its digest, and goes when its readers may not have it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.up import Up, ctc, run_refused, up

FIRST, SECOND = "annual-2024-edition-1-fr.csv", "annual-2024-edition-2-fr.csv"
WISH = ("--language", "fr", "--format", "csv", "--audience", "public")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    with up(tmp_path_factory.mktemp("mirror") / "data", "--clock", "2025-01-20") as one:
        transmit(one, "annual", 2024)
        transmit(one, "review", 2024)  # the Committee's own, so no audience is told of it
        yield one


def transmit(running: Up, report: str, year: int) -> None:
    of = (report, "--year", str(year))
    ctc(running, "report", "draft", *of)
    ctc(running, "report", "adopt", *of, "--by", "meeting", "--document", "DRAFT/RECORD/1")
    ctc(running, "report", "transmit", *of, "--to", "Synthetic readers")
    settle(running)


def settle(running: Up) -> None:
    with running.client() as client:
        assert client.get("/clock/quiet", params={"wait": 60}).json() == {"quiet": True}


def mirror(running: Up, directory: Path, *more: str, code: int = 0) -> list[dict[str, Any]]:
    said = ctc(running, "report", "mirror", str(directory), *more, "--json", code=code).stdout
    steps: list[dict[str, Any]] = json.loads(said)["items"]
    return steps


def names(directory: Path) -> set[str]:
    return {one.name for one in directory.iterdir() if not one.name.startswith(".")} - {"SHA256SUMS"}


def check_sums(directory: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=directory, check=True, capture_output=True)


@pytest.mark.slow
def test_each_edition_comes_once_and_goes_when_it_was_withdrawn(running: Up, tmp_path: Path) -> None:
    there = tmp_path / "reports"
    (step,) = mirror(running, there, *WISH)
    assert (step["what"], step["name"], names(there)) == ("written", FIRST, {FIRST})
    with running.client() as client:
        answer = client.get("/reports/annual/2024.csv?edition=1&lang=fr")
    assert (there / FIRST).read_bytes() == answer.content
    check_sums(there)
    at = (there / FIRST).stat().st_mtime_ns
    assert mirror(running, there, *WISH) == []
    assert (there / FIRST).stat().st_mtime_ns == at

    (there / FIRST).unlink()
    assert [one["what"] for one in mirror(running, there, *WISH)] == ["written"]

    ctc(running, "report", "correct", "annual", "--year", "2024", "--reason", "Synthetic.")
    settle(running)
    assert [one["name"] for one in mirror(running, there, *WISH)] == [SECOND]
    assert names(there) == {FIRST, SECOND}

    ctc(running, "report", "withdraw", "annual", "--year", "2024", "--reason", "Synthetic.", "--document", "Note 1")
    settle(running)
    (gone,) = mirror(running, there, *WISH)
    assert (gone["what"], gone["name"], names(there)) == ("removed", SECOND, {FIRST})
    check_sums(there)


def test_what_a_directory_follows_never_changes(running: Up, tmp_path: Path) -> None:
    given = {"CTC_URL": running.address}
    mirror(running, tmp_path / "reports", *WISH)
    other = run_refused("report", "mirror", str(tmp_path / "reports"), "--language", "es", **given)
    assert "follows something else" in other
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("Mine.")
    assert "holds other things" in run_refused("report", "mirror", str(tmp_path / "letters"), **given)
    (tmp_path / "reports" / ".mirror.json").write_text("{}")
    assert "no record of a mirror" in run_refused("report", "mirror", str(tmp_path / "reports"), *WISH, **given)
