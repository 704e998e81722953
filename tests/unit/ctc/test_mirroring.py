"""A mirror and a system that is moody or hostile: nothing is written that was not announced, and nowhere else."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from ctc.errors import CannotStart
from ctc.mirroring.following import Step, fill
from ctc.mirroring.shelf import Shelf, Wish, open_shelf

JSON = b'{"report": "annual"}'
NAME = "annual-2024-edition-1-fr.csv"
WISH = Wish(url="http://reports", audience="un", reports=(), languages=("fr",), forms=("csv",))


class System:
    """What it announces, and what it answers."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.pages: httpx.Response | None = None
        """The answer that comes in place of a page of the feed."""
        self.name = NAME
        self.answers: dict[str, httpx.Response] = {}
        self.asked: list[str] = []

    def announce(self, kind: str = "report", digest: str | None = sha256(JSON).hexdigest(), **data: Any) -> None:
        usual = {"edition_id": "e-1", "report": "annual", "path": "/reports/annual/2024?edition=1"}
        announced = {"digest": f"sha-256:{digest}"} if digest else {}
        self.events.append({"type": f"org.un.ctc.released.{kind}.v1", "data": usual | announced | data})

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(str(request.url).removeprefix("http://reports"))
        if request.url.path == "/released" and self.pages is not None:
            return self.pages
        if request.url.path == "/released":
            begin = int(request.url.params.get("after", 0))
            return httpx.Response(200, json={"items": self.events[begin:], "next": str(len(self.events))})
        if request.url.path in self.answers:
            return self.answers[request.url.path]
        if request.url.path.endswith(".json"):
            return httpx.Response(200, content=JSON)
        return httpx.Response(200, content=b"a,b\n", headers={"Content-Disposition": f'x; filename="{self.name}"'})

    def fill(self, directory: Path, wish: Wish = WISH) -> list[Step]:
        client = httpx.Client(base_url="http://reports", transport=httpx.MockTransport(self))
        with open_shelf(directory, wish) as shelf:
            return list(fill(client, shelf))


@pytest.fixture
def system() -> System:
    return System()


def files(directory: Path) -> set[str]:
    return {one.name for one in directory.iterdir()} - {".mirror.json", ".mirror.lock", "SHA256SUMS"}


def test_an_edition_is_a_file_once(system: System, tmp_path: Path) -> None:
    system.announce()
    (step,) = system.fill(tmp_path)
    assert step == Step("written", NAME, sha256(b"a,b\n").hexdigest())
    assert "/reports/annual/2024.csv?edition=1&lang=fr" in system.asked
    assert (tmp_path / "SHA256SUMS").read_text() == f"{step.sha256}  {NAME}\n"
    system.asked.clear()
    assert system.fill(tmp_path) == []
    assert system.asked == ["/released?audience=un&limit=500&after=1"]


def test_what_differs_from_what_the_audience_was_told_of_is_not_written(system: System, tmp_path: Path) -> None:
    system.announce(digest="0" * 64)
    (step,) = system.fill(tmp_path)
    assert (step.what, step.name, files(tmp_path)) == ("not there", "e-1", set())
    system.announce()  # it was issued again meanwhile
    assert [step.what for step in system.fill(tmp_path)] == ["written"]


def test_without_a_digest_only_the_public_s_copy_is_believed(system: System, tmp_path: Path) -> None:
    system.announce(digest=None)
    assert [step.what for step in system.fill(tmp_path / "un")] == ["not there"]
    public = WISH.model_copy(update={"audience": "public"})
    assert [step.what for step in system.fill(tmp_path / "public", public)] == ["written"]


def test_what_is_issued_again_goes_before_the_new_one_comes(system: System, tmp_path: Path) -> None:
    system.announce()
    system.fill(tmp_path)
    system.announce(reissue=1)
    system.name = "annual-2024-edition-1-reissue-1-fr.csv"
    assert [(step.what, step.name) for step in system.fill(tmp_path)] == [("removed", NAME), ("written", system.name)]
    assert files(tmp_path) == {system.name}


@pytest.mark.parametrize("code", [404, 410])
def test_what_is_gone_already_is_not_there_and_the_withdrawal_removes_it(
    system: System, tmp_path: Path, code: int
) -> None:
    system.announce()
    system.fill(tmp_path)
    system.announce(reissue=1)
    system.answers["/reports/annual/2024.json"] = httpx.Response(code, json={"title": "Gone."})
    assert [step.what for step in system.fill(tmp_path)] == ["removed", "not there"]
    assert files(tmp_path) == set()
    system.announce("withdrawn", of="report", id="e-1")
    assert system.fill(tmp_path) == []


def test_a_language_that_is_not_there_is_said_once(system: System, tmp_path: Path) -> None:
    system.announce()
    system.answers["/reports/annual/2024.csv"] = httpx.Response(406, json={"title": "Not in French."})
    (step,) = system.fill(tmp_path)
    assert (step.what, step.because) == ("not there", "Not in French.")
    assert system.fill(tmp_path) == []


def test_only_the_reports_that_are_wanted_come(system: System, tmp_path: Path) -> None:
    system.announce()
    system.announce("recommendation", recommendation_id="r-1")
    assert system.fill(tmp_path, WISH.model_copy(update={"reports": ("joint",)})) == []


@pytest.mark.parametrize(
    "name",
    [
        "../annual.csv", "/etc/annual.csv", ".mirror.json", "a/b.csv", "", "a" * 300,
        "SHA256SUMS", "sha256sums", "SHA256SUMS.part", "annual.csv.PART",
    ],
)  # fmt: skip
def test_no_name_leads_out_of_the_directory_or_is_the_mirror_s_own(system: System, tmp_path: Path, name: str) -> None:
    system.announce()
    system.name = name
    with pytest.raises(CannotStart, match="names no file"):
        system.fill(tmp_path / "reports")
    assert [one.name for one in tmp_path.iterdir()] == ["reports"]
    assert files(tmp_path / "reports") == set()


@pytest.mark.parametrize(
    "page",
    [
        [], "x", None, {}, {"items": []}, {"items": "x", "next": "1"}, {"items": [], "next": 1},
        *({"items": [event], "next": "1"} for event in (
            1, {"type": 1}, {"type": 1, "data": {}}, {"type": "report", "data": {}},
            {"type": "org.un.ctc.released.report.v1"}, {"type": "org.un.ctc.released.report.v1", "data": []},
            {"type": "org.un.ctc.released.report.v1", "data": {"edition_id": "e-1", "report": "annual"}},
            {"type": "org.un.ctc.released.report.v1",
             "data": {"edition_id": "e-1", "report": "annual", "path": "/reports/x", "digest": 1}},
            {"type": "org.un.ctc.released.report.v1", "data": {"edition_id": "e-1", "report": "annual", "path": "/x"}},
            {"type": "org.un.ctc.released.withdrawn.v1", "data": {"of": "report"}},
        )),
    ],
)  # fmt: skip
def test_a_feed_that_cannot_be_read_ends_in_a_sentence(system: System, tmp_path: Path, page: object) -> None:
    system.pages = httpx.Response(200, content=json.dumps(page).encode())
    with pytest.raises(CannotStart, match="no feed of reports"):
        system.fill(tmp_path)
    system.pages = httpx.Response(200, content=b"<html>")
    with pytest.raises(CannotStart, match="no feed of reports"):
        system.fill(tmp_path)
    assert files(tmp_path) == set()


def test_a_system_that_fails_in_between_is_asked_again(system: System, tmp_path: Path) -> None:
    system.announce()
    system.announce(edition_id="e-2", path="/reports/annual/2023?edition=1")
    system.answers["/reports/annual/2023.csv"] = httpx.Response(500)
    with pytest.raises(CannotStart):
        system.fill(tmp_path)
    assert files(tmp_path) == {NAME}
    system.answers.clear()
    system.name = "annual-2023-edition-1-fr.csv"
    assert [step.name for step in system.fill(tmp_path)] == [system.name]


def test_a_program_that_was_killed_leaves_no_part_behind(system: System, tmp_path: Path) -> None:
    """Killed after the move of a file, and before the record: the same file is there, once."""
    system.announce()
    with pytest.MonkeyPatch.context() as patch:
        save = Shelf.save

        def die_with_a_file(shelf: Shelf) -> None:
            if (tmp_path / NAME).exists():
                raise KeyboardInterrupt
            save(shelf)

        patch.setattr(Shelf, "save", die_with_a_file)
        with pytest.raises(KeyboardInterrupt):
            system.fill(tmp_path)
    assert json.loads((tmp_path / ".mirror.json").read_text())["editions"]["e-1"]["files"] == {}
    (tmp_path / f"{NAME}.part").write_bytes(b"a,")
    system.fill(tmp_path)
    assert files(tmp_path) == {NAME}
    record = json.loads((tmp_path / ".mirror.json").read_text())
    assert record["editions"]["e-1"]["files"] == {NAME: sha256(b"a,b\n").hexdigest()}


def test_two_at_a_time_are_refused(tmp_path: Path) -> None:
    with open_shelf(tmp_path, WISH), pytest.raises(CannotStart, match="another program"), open_shelf(tmp_path, WISH):
        pass
