"""What is logged, in which form, and that what is confidential never is."""

from __future__ import annotations

import errno
import io
import logging
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import asyncpg
import pytest
import structlog
from pydantic import BaseModel

from shared.engine.port import Message
from shared.engine.rules import Event, Refusal
from shared.operations import logs
from tests.support.logged import Logged, catch_logs

SECRET = "CONFIDENTIAL-7f3a"


@pytest.fixture
def captured_logs() -> Iterator[Logged]:
    with catch_logs() as captured_logs:
        yield captured_logs


class Recommendation(BaseModel):
    number: int


def failing(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as raised:
        return raised


def test_a_line_is_one_json_object_with_time_level_and_what_is_bound(captured_logs: Logged) -> None:
    logs.bind(service="followup", correlationid="c-1")
    structlog.get_logger().info("decided", outcome="done", offset=7)
    (line,) = captured_logs.lines
    assert datetime.fromisoformat(str(line.pop("time"))).tzinfo is not None
    assert line == {
        "level": "info",
        "event": "decided",
        "service": "followup",
        "correlationid": "c-1",
        "outcome": "done",
        "offset": 7,
    }


def test_no_line_holds_a_character_that_a_terminal_obeys(captured_logs: Logged) -> None:
    """Others choose the ids of their events."""
    chosen = "a\x9b2J\x7f\x1b\u0416\U0001f600"
    structlog.get_logger().info("events handled", event_ids=logs.ids([chosen]))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", captured_logs.text)
    (line,) = captured_logs.lines
    assert line["event_ids"] == [chosen]


def test_what_is_below_the_level_is_not_logged(captured_logs: Logged) -> None:
    structlog.get_logger().debug("a detail")
    assert captured_logs.text == ""


@pytest.mark.parametrize("value", [{"text": SECRET}, [SECRET], SECRET.encode(), Logged(io.BytesIO(SECRET.encode()))])
def test_an_object_is_logged_as_its_type_only(captured_logs: Logged, value: object) -> None:
    structlog.get_logger().info("received", thing=value)
    assert captured_logs.lines[0]["thing"] == f"<{type(value).__name__}>"
    assert SECRET not in captured_logs.text


def test_a_long_text_is_cut(captured_logs: Logged) -> None:
    structlog.get_logger().info("received", subject="x" * 10_000)
    assert len(str(captured_logs.lines[0]["subject"])) == logs.LONGEST + 1


def test_an_error_of_the_database_is_told_without_the_row_it_quotes() -> None:
    error = asyncpg.UniqueViolationError(f"Key (text)=({SECRET}) already exists.")
    error.detail = SECRET
    error.table_name, error.constraint_name = "visits", "visits_pkey"
    told = logs.safe_error(failing(error))
    assert told.startswith("UniqueViolationError [23505 visits visits_pkey] at operations/test_logs.py:")
    assert SECRET not in told


def test_an_error_of_validation_is_told_without_the_input_it_quotes() -> None:
    with pytest.raises(ValueError, match=SECRET) as raised:
        Recommendation.model_validate({"number": SECRET})
    told = logs.safe_error(raised.value)
    assert "ValidationError [Recommendation: int_parsing]" in told
    assert SECRET not in told


def test_the_causes_of_an_error_are_told_in_the_same_way() -> None:
    def load() -> None:
        try:
            raise FileNotFoundError(2, SECRET, SECRET)
        except FileNotFoundError as error:
            raise RuntimeError(SECRET) from error

    with pytest.raises(RuntimeError) as raised:
        load()
    told = logs.safe_error(raised.value)
    assert "RuntimeError at operations/test_logs.py" in told
    assert "because of FileNotFoundError [No such file or directory]" in told
    assert SECRET not in told


def test_of_a_long_chain_the_last_cause_is_told_though_a_library_hides_it() -> None:
    def call() -> None:
        try:
            raise ConnectionRefusedError(errno.ECONNREFUSED, SECRET)
        except ConnectionRefusedError:
            raise TimeoutError(SECRET) from None

    def wrap(times: int) -> None:
        try:
            wrap(times - 1) if times else call()
        except OSError as error:
            raise OSError(SECRET) from error

    with pytest.raises(OSError, match=SECRET) as raised:
        wrap(5)
    told = logs.safe_error(raised.value)
    assert told.count("because of") == 2
    assert "because of ConnectionRefusedError [Connection refused] at operations/test_logs.py" in told


def test_a_group_of_errors_tells_each_and_a_refusal_the_fields_it_names() -> None:
    told = logs.safe_error(ExceptionGroup(SECRET, [KeyError(SECRET), Refusal(SECRET, fields=("state",))]))
    assert told == "ExceptionGroup [KeyError; Refusal [state]]"


def test_an_error_given_to_a_line_is_told_safely(captured_logs: Logged) -> None:
    log = structlog.get_logger()
    log.error("failed", error=failing(ValueError(SECRET)))
    try:
        raise ValueError(SECRET)
    except ValueError:
        log.exception("failed")
    assert all(str(line["error"]).startswith("ValueError at operations/test_logs.py") for line in captured_logs.lines)
    assert SECRET not in captured_logs.text


@pytest.mark.parametrize("name", ["uvicorn.error", "faststream", "aiokafka.consumer", "asyncpg.pool", "asyncio"])
def test_a_library_logs_in_the_same_form_from_warning_upwards(captured_logs: Logged, name: str) -> None:
    logs.bind(service="followup")
    library = logging.getLogger(name)
    library.info("sending %s", SECRET)
    library.warning("node %s is away", 3)
    (line,) = captured_logs.lines
    assert (line["event"], line["logger"], line["level"], line["service"]) == (
        "node 3 is away",
        name,
        "warning",
        "followup",
    )


def test_a_librarys_exception_is_told_without_its_message(captured_logs: Logged) -> None:
    library = logging.getLogger("faststream")
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        library.exception(f"ValueError: {error}")
        library.error("failed: %s", error)
    assert len(captured_logs.lines) == 2
    assert SECRET not in captured_logs.text
    assert "ValueError at operations/test_logs.py" in captured_logs.text


def test_a_line_that_says_something_false_about_its_arguments_harms_nobody(captured_logs: Logged) -> None:
    (ours,) = [
        handler for handler in logging.getLogger().handlers if type(handler).__module__ == "shared.operations.logs"
    ]
    ours.handle(logging.LogRecord("aiokafka", logging.WARNING, "", 0, "%d partitions", ("no number",), None))
    assert captured_logs.lines[0]["event"] == "%d partitions"


def test_a_line_lists_identifiers_and_no_other_list(captured_logs: Logged) -> None:
    structlog.get_logger().info("seen", event_ids=logs.ids(["a", "b", "a"]), texts=[SECRET], many=(SECRET,))
    assert captured_logs.lines[0]["event_ids"] == ["a", "b"]
    assert SECRET not in captured_logs.text


def test_a_batch_of_thousands_is_one_bounded_line(captured_logs: Logged) -> None:
    message = Message("ctc.external", 0, 0, "", {}, None)
    batch = [
        Event("urn:x", f"e-{n}" + "x" * 1_000, "t", "KEN", datetime.now(UTC), None, f"c-{n // 2}", message=message)
        for n in range(2_000)
    ]
    structlog.get_logger().info("events handled", **logs.of_batch(batch))
    (line,) = captured_logs.lines
    assert (line["number"], len(line["event_ids"]), len(line["correlationids"])) == (2_000, 100, 100)
    assert line["correlationids"][:2] == ["c-0", "c-1"]
    assert len(captured_logs.text) < 50_000


def test_a_library_that_says_the_same_again_and_again_is_heard_once(
    captured_logs: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = logging.getLogger("aiokafka.cluster")
    for _ in range(50):
        library.error("Topic %s not found in cluster metadata", "ctc.external")
    library.error("Topic %s not found in cluster metadata", "ctc.receipts")
    assert [line["event"].split()[1] for line in captured_logs.lines] == ["ctc.external", "ctc.receipts"]
    monkeypatch.setattr(logs, "EVERY", 0.0)
    library.error("Topic %s not found in cluster metadata", "ctc.external")
    assert len(captured_logs.lines) == 3, "and a minute later again"


class Screen:
    """Standard error that is a terminal."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_line_for_people_and_nothing_moves_its_cursor(
    captured_logs: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    logs.configure("info")
    structlog.get_logger().info("events handled", service="council", event_ids=logs.ids(["a", "b"]), path="/x\x1b[2J")
    structlog.get_logger().warning("one event", event_ids=logs.ids(["a"]), row={"text": SECRET})
    shown = re.sub(r"\x1b\[[0-9;]*m", "", screen.buffer.getvalue().decode())
    first, second = shown.splitlines()
    assert re.match(r"\d\d:\d\d:\d\d \[info     \] events handled +service=council ", first)
    assert first.endswith("event_ids=(2) path='/x [2J'")
    assert "event_ids=a row=<dict>" in second
    assert SECRET not in shown
