"""A name of the tokens file that was revoked may be given again, and brings nothing of what it had."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from shared.web import tokens
from shared.web.tokens import Tokens
from tests.unit.shared.web.test_tokens import DESK


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tokens.json"


async def test_whoever_gets_a_name_that_was_revoked_owns_nothing_of_what_it_had(path: Path) -> None:
    """What was subscribed to under the old name went on to its holder, and told of the new one's notices."""
    tokens.add(path, DESK)
    first = Tokens(path).principal_named(DESK.itself)
    assert first is not None
    tokens.revoke(path, DESK.name)
    for number in (2, 3):
        token = tokens.add(path, DESK)
        second = await Tokens(path).principal_for(token)
        assert second == replace(DESK, number=number)
        assert Tokens(path).principal_named(first.itself) is None
        assert Tokens(path).principal_named(second.itself) == second
        tokens.rotate(path, DESK.name, date(2024, 1, 1), 0)
        assert Tokens(path).principal_named(second.itself) == second, "a new token changes nobody"
        tokens.revoke(path, DESK.name)


def test_the_file_is_as_it_was_while_nobody_was_shut_out(path: Path) -> None:
    """A copy of an older version reads it during an update."""
    tokens.add(path, DESK)
    assert json.loads(path.read_text()).keys() == {"principals"}
    assert "number" not in json.loads(path.read_text())["principals"][0]
