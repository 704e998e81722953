"""Where the key that signs editions comes from."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from ctc.errors import CannotStart
from ctc.signing import build_signer, find_signer
from shared.engine.signing import read_keys
from shared.operations.settings import Settings

KEY = "ab" * 32


def test_a_directory_keeps_the_key_that_was_made_at_its_first_start(tmp_path: Path) -> None:
    first = find_signer(Settings(), tmp_path / "new")
    assert find_signer(Settings(), tmp_path / "new").name == first.name
    assert find_signer(Settings(), tmp_path / "other").name != first.name
    assert (tmp_path / "new" / "edition_keys").stat().st_mode & 0o777 == 0o600


def test_keys_of_the_settings_come_before_those_of_the_directory(tmp_path: Path) -> None:
    settings = Settings(edition_keys=SecretStr(KEY))
    assert find_signer(settings, tmp_path).name == build_signer(settings).name == read_keys(KEY).name
    assert not (tmp_path / "edition_keys").exists()


def test_a_service_alone_wants_a_key() -> None:
    with pytest.raises(CannotStart, match="CTC_EDITION_KEYS_FILE"):
        build_signer(Settings())


def test_what_is_no_key_stops_the_start_and_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"^CTC_EDITION_KEYS: a key should be 64") as refused:
        build_signer(Settings(edition_keys=SecretStr("no key at all")))
    assert "no key at all" not in str(refused.value)
    (tmp_path / "edition_keys").write_text("")
    with pytest.raises(CannotStart, match="edition_keys: the first key"):
        find_signer(Settings(), tmp_path)
