"""What the access log notes of a request, and what it never holds."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from shared.engine.access_log import storage
from shared.engine.access_log.entries import Head, chain
from shared.engine.principals import PUBLIC, Principal
from shared.engine.storage import journal, tables
from shared.web.server.noting import build_access, must_wait

DESK = Principal("desk", "committee", proof="token")
STATE = Principal("mission", "public", frozenset({"state:KEN"}))


class Route:
    path = "/visits/{visit}"


def scope(method: str = "GET", asks: Principal = DESK, **changes: Any) -> dict[str, Any]:
    usual = {
        "method": method, "route": Route, "path_params": {"visit": "v-1"}, "headers": [], "client": ("10.0.0.1", 1),
        "query_string": b"text=confidential", "state": {"asks": asks, "correlation_id": "c", "right": "reader"},
    }  # fmt: skip
    return usual | changes


@pytest.mark.parametrize(
    ("method", "asks", "status", "noted"),
    [
        ("GET", DESK, 200, True),
        ("GET", DESK, 304, True),
        ("GET", STATE, 200, True),
        ("GET", PUBLIC, 200, False),
        ("GET", Principal("nobody"), 200, False),
        ("GET", PUBLIC, 404, False),
        ("GET", Principal("nobody"), 404, True),
        ("GET", DESK, 422, False),
        ("GET", PUBLIC, 401, True),
        ("GET", DESK, 403, True),
        ("POST", DESK, 201, True),
        ("POST", DESK, 409, True),
        ("POST", PUBLIC, 401, True),
        ("POST", DESK, 499, True),
    ],
)
def test_commands_refusals_and_reads_with_rights_are_noted(
    method: str, asks: Principal, status: int, noted: bool
) -> None:
    assert (build_access(scope(method, asks), status, "") is not None) == noted


@pytest.mark.parametrize(
    ("method", "status", "waits"), [("POST", 201, True), ("POST", 409, False), ("GET", 200, False)]
)
def test_only_the_answer_to_a_command_that_took_effect_waits(method: str, status: int, waits: bool) -> None:
    access = build_access(scope(method), status, "")
    assert access is not None
    assert must_wait(access) == waits


def test_a_sign_in_is_noted_whoever_it_is_and_nothing_of_where_it_leads() -> None:
    state = {"asks": Principal("login:x", proof="sign-in login"), "correlation_id": "c", "signs_in": True}
    access = build_access(scope(state=state, path_params={}), 303, "/visits?state=KEN")
    assert access is not None
    assert (access.principal, access.thing) == ("login:x", "")


@pytest.mark.parametrize(("asks", "name"), [(PUBLIC, ""), (Principal("nobody"), "nobody")])
def test_a_stranger_has_no_name_in_the_log(asks: Principal, name: str) -> None:
    access = build_access(scope("POST", asks), 404, "")
    assert access is not None
    assert access.principal == name


def test_an_entry_holds_nothing_of_the_query() -> None:
    access = build_access(scope(), 200, "")
    assert access is not None
    assert "confidential" not in orjson.dumps(access).decode()


@pytest.mark.parametrize("junk", ["\udcff", "x" * 100_000, "\0", "Ünïcödé"])
def test_no_request_can_make_an_entry_that_hinders_others(junk: str) -> None:
    headers = [(b"x-forwarded-for", b"\xff\x01" * 1_000)]
    access = build_access(scope(path_params={"visit": junk}, headers=headers), 200, f"/visits/{junk}")
    assert access is not None
    (entry,) = chain(Head(), "assessments", [access])
    assert "\0" not in entry.entry
    assert len(entry.entry) < 10_000


def test_the_gateway_tells_the_address() -> None:
    headers = [(b"x-forwarded-for", b"1.1.1.1, 203.0.113.7")]
    access = build_access(scope(headers=headers), 200, "")
    assert access is not None
    assert access.address == "203.0.113.7"


def test_its_lock_is_nobody_elses() -> None:
    """The relay holds its own as long as it runs."""
    rebuilding = journal.LOCK_SPACE + 2
    assert storage.LOCK_SPACE not in (journal.LOCK_SPACE, journal.LOCK_SPACE + 1, rebuilding, tables.GATES)
