"""`ctc publishers approve`: an operator approves what was shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from ctc.commands import publishers
from ctc.errors import CannotStart

APPLICATION = {
    "id": "x", "status": "applied", "body": "cted", "reads": "public", "sources": [], "notice_types": [], "keys": [],
    "applied_by": "somebody", "identity": {"issuer": "https://idp.example", "subject": "42"},
}  # fmt: skip


def answer(request: httpx.Request) -> httpx.Response:
    if request.method == "GET":
        return httpx.Response(200, json=APPLICATION, headers={"ETag": '"abc"'})
    if request.headers.get("If-Match") == '"abc"':
        return httpx.Response(200, json=APPLICATION | {"status": "approved"})
    problem = "stale" if "If-Match" in request.headers else "changed-since-entered"
    return httpx.Response(409, json={"type": f"/problems/{problem}", "title": "It has changed."})


@contextmanager
def connect(_data: object) -> Iterator[httpx.Client]:
    with httpx.Client(transport=httpx.MockTransport(answer), base_url="http://system") as client:
        yield client


def test_what_has_changed_is_shown_and_approved_by_its_tag(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(publishers, "connect", connect)
    for seen in (None, "old"):
        with pytest.raises(CannotStart, match=r"entered by somebody, account 42 at .* --seen abc"):
            publishers.approve("x", seen=seen)
    publishers.approve("x", seen="abc")
    assert capsys.readouterr().out.startswith("x: approved")
