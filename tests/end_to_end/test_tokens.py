"""Tokens beside a running `ctc up`: added, rotated, taken over, and nowhere where others could read them."""

from __future__ import annotations

import json
import stat
import subprocess
from collections.abc import Iterator

import httpx
import pytest

from tests.support import forked
from tests.support.processes import environment
from tests.support.up import Up, up

SOURCE = "https://my-system.example"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    with up(tmp_path_factory.mktemp("tokens") / "data") as system:
        yield system


def tokens(running: Up, *arguments: str) -> str:
    """What `ctc tokens ... --data DIR` prints."""
    process = forked.run(("tokens", *arguments, "--data", str(running.data)), environment())
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout.strip()


def status(running: Up, token: str) -> int:
    return httpx.get(f"{running.address}/publishers/me", headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_token_that_is_added_beside_the_running_system_is_known_at_once(running: Up) -> None:
    token = tokens(running, "add", "reader", "--audience", "un", "--expires", "2100-01-01")
    assert status(running, token) == 200
    assert tokens(running, "list").startswith("reader: un, expires 2100-01-01, last used ")
    second = tokens(running, "rotate", "reader", "--expires", "2100-06-01")
    assert [status(running, one) for one in (token, second)] == [200, 200]
    tokens(running, "revoke", "reader", "--old")
    assert [status(running, one) for one in (token, second)] == [401, 200]
    tokens(running, "revoke", "reader")


def test_the_owners_token_is_in_no_command_line_and_in_a_file_for_its_owner_alone(running: Up) -> None:
    command_lines = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert running.token not in command_lines
    assert running.token not in (running.data / "lock").read_text()
    kept = running.data / "token"
    assert (kept.read_text(), stat.S_IMODE(kept.stat().st_mode)) == (running.token, 0o600)


def test_a_broken_tokens_file_is_not_ready_and_the_last_valid_one_holds(running: Up) -> None:
    token = tokens(running, "add", "holds", "--audience", "un")
    assert status(running, token) == 200
    file = running.data / "tokens.json"
    good = file.read_text()
    file.write_text("{")
    try:
        ready = httpx.get(f"{running.address}/services/exchange/health/ready")
        assert ready.status_code == 503
        assert "is not valid at its start" in ready.json()["tokens"]
        assert status(running, token) == 200
    finally:
        file.write_text(good)
    assert httpx.get(f"{running.address}/services/exchange/health/ready").status_code == 200
    tokens(running, "revoke", "holds")


def test_publishers_of_the_file_become_registrations_and_their_tokens_go_on_working(running: Up) -> None:
    rights = ["--source", SOURCE, "--notice-type", "notice.visit.planned", "--body", "unodc", "--audience", "un"]
    token = tokens(running, "add", "my-system", *rights)
    tokens(running, "add", "desk", "--audience", "committee", "--command")
    outcomes = json.loads(tokens(running, "take-over", "--json"))["outcomes"]
    assert outcomes == {"desk": "stays: it may more than a publisher", "my-system": "registered"}
    assert [one.split(":")[0] for one in tokens(running, "list").splitlines()] == ["desk"]
    me = httpx.get(f"{running.address}/publishers/me", headers={"Authorization": f"Bearer {token}"}).json()
    assert (me["principal"], me["publisher"]["status"], me["sources"]) == ("my-system", "approved", [SOURCE])
