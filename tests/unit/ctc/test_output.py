"""What commands print of texts that others sent: no character moves the cursor, and no line looks like another."""

from __future__ import annotations

import orjson
import pytest

from ctc.output import note, outline, tell, tell_list, write_bytes

EVIL = "Training\x1b]52;c;Y3VybA==\x07\x9b1A\x7f\u202etoor\u202c.\nstatus: agreed"


def has_control(text: str) -> bool:
    turning = "\u202a\u202b\u202c\u202d\u202e"
    return any((ord(one) < 32 and one not in "\n\t") or 127 <= ord(one) < 160 or one in turning for one in text)


@pytest.mark.parametrize("as_json", [True, False])
def test_a_terminal_obeys_no_text_of_others(capsys: pytest.CaptureFixture[str], *, as_json: bool) -> None:
    item = {"id": "t\x9b1A", "purpose": EVIL}
    tell(item, as_json, "\n".join(outline(item)))
    tell_list([item], as_json, ["id", "purpose"], [item])
    note(f"ctc: {EVIL}")
    printed = capsys.readouterr()
    assert not has_control(printed.out + printed.err)
    assert "Training" in printed.out
    assert "Training" in printed.err


def test_json_says_the_same_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    tell({"purpose": EVIL}, True, "")
    assert orjson.loads(capsys.readouterr().out) == {"purpose": EVIL}


def test_a_line_feed_in_a_text_makes_no_line_that_looks_like_a_field(capsys: pytest.CaptureFixture[str]) -> None:
    assert outline({"visit": {"purpose": "one\nstatus: agreed", "status": "asked", "empty": ""}}) == [
        "visit:", "  purpose: one", "    status: agreed", "  status: asked", "  empty: ",
    ]  # fmt: skip
    tell_list([], False, ["id", "purpose"], [{"id": "1", "purpose": "one\n2  agreed"}])
    assert capsys.readouterr().out == "1  one 2  agreed\n"
    assert outline({"guests": ["one\nstatus: agreed"]}) == ["guests:", "  - one", "      status: agreed"]


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_file_goes_to_a_pipe_as_it_is_and_to_a_terminal_as_plain_text(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: is_terminal)
    write_bytes([EVIL.encode(), b"\n"])
    printed = capsysbinary.readouterr().out
    assert (printed == EVIL.encode() + b"\n") != is_terminal
    assert has_control(printed.decode()) != is_terminal
