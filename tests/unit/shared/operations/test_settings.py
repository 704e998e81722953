"""What the environment may say, and what it gets when it says something else."""

from __future__ import annotations

import ast
import inspect
import os
from datetime import date
from importlib import metadata
from pathlib import Path

import pytest
from pydantic import ValidationError

from shared.operations import settings
from shared.operations.settings import SettingsError
from shared.operations.version import read_version

REFERENCE = Path(__file__).parents[4] / "docs" / "reference" / "settings.md"
SECRET = "CONFIDENTIAL-7f3a"


@pytest.fixture(autouse=True)
def _empty(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*os.environ]:
        if name.startswith(("CTC_", "DATABASE_")) or name == "KAFKA_BOOTSTRAP_SERVERS":
            monkeypatch.delenv(name)


def test_without_any_setting_it_is_one_process_on_this_machine() -> None:
    read = settings.read()
    assert (read.database_url, read.kafka_bootstrap_servers, read.clock) == (None, None, None)
    assert (read.host, read.port) == ("127.0.0.1", 8000)
    assert read.instance


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ctc@db/ctc")
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092")
    monkeypatch.setenv("CTC_CLOCK", "2024-01-01")
    monkeypatch.setenv("CTC_INSTANCE", "followup-1")
    read = settings.read()
    assert read.database_url is not None
    assert read.database_url.get_secret_value() == "postgresql://ctc@db/ctc"
    assert read.kafka_bootstrap_servers == "kafka:9092"
    assert read.clock == date(2024, 1, 1)
    assert read.instance == "followup-1"


def test_an_empty_variable_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CTC_CLOCK", "")
    assert settings.read().clock is None


def test_an_unknown_variable_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CTC_PROT", "8000")
    with pytest.raises(SettingsError, match=r"^unknown setting CTC_PROT: .*CTC_PORT") as raised:
        settings.read()
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["CTC_PORT", "CTC_CLOCK", "CTC_LOG_LEVEL"])
def test_an_invalid_value_is_an_error_that_names_the_setting_and_not_the_value(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, SECRET)
    with pytest.raises(SettingsError, match=f"^setting {name}: Input should be") as raised:
        settings.read()
    assert SECRET not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_settings_never_change_and_never_print_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://ctc:{SECRET}@db/ctc")
    monkeypatch.setenv("CTC_TOKEN", SECRET)
    read = settings.read()
    assert SECRET not in repr(read)
    with pytest.raises(ValidationError):
        read.port = 1  # type: ignore[misc]


def test_every_setting_stands_in_the_reference_with_its_sentence() -> None:
    reference = REFERENCE.read_text()
    for name, sentence in _sentences().items():
        variable = settings.Settings.model_fields[name].validation_alias or f"CTC_{name.upper()}"
        assert f"| `{variable}` |" in reference
        assert f"| {sentence} |" in reference


def _sentences() -> dict[str, str]:
    (body,) = ast.parse(inspect.getsource(settings.Settings)).body
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, docstring in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            assert isinstance(docstring, ast.Expr), f"{field.target.id} has no sentence"
            assert isinstance(docstring.value, ast.Constant)
            found[field.target.id] = str(docstring.value.value)
    assert found.keys() == settings.Settings.model_fields.keys()
    return found


def test_the_version_is_the_image_s_tag_else_that_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.read().version == read_version() == metadata.version("ctc-reporting")
    monkeypatch.setenv("CTC_VERSION", "2.1-rc1")
    assert settings.read().version == read_version() == "2.1-rc1"


def test_folders_that_nobody_installed_are_a_development_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr("shared.operations.version.version", missing)
    assert read_version() == "development"


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("DATABASE_PASSWORD", "CTC_KAFKA_PASSWORD", "CTC_TOKEN"):
        (tmp_path / variable).write_text(f"{SECRET}\n")
        monkeypatch.setenv(f"{variable}_FILE", str(tmp_path / variable))
    read = settings.read()
    for secret in (read.database_password, read.kafka_password, read.token):
        assert secret is not None
        assert secret.get_secret_value() == SECRET
    assert SECRET not in repr(read)


def test_every_secret_can_stand_in_a_file_and_the_reference_names_it() -> None:
    reference = REFERENCE.read_text()
    (sentence,) = (part for part in reference.split("\n\n") if part.startswith("**Secrets may stand in files.**"))
    for name in settings.secrets():
        assert f"`{settings.Settings.model_fields[name].validation_alias or f'CTC_{name.upper()}'}`" in sentence


@pytest.mark.parametrize(
    ("content", "complaint"), [(None, "cannot be read: No such file"), ("", "is empty"), ("x", "keep one of them")]
)
def test_a_secret_that_cannot_be_read_or_is_said_twice_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str | None, complaint: str
) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_text(content)
    monkeypatch.setenv("CTC_TOKEN_FILE", str(file))
    if content:
        monkeypatch.setenv("CTC_TOKEN", SECRET)
    with pytest.raises(SettingsError, match=complaint) as raised:
        settings.read()
    assert SECRET not in str(raised.value)


def test_the_database_s_password_becomes_part_of_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ctc_unoct@db:5432/ctc?sslmode=require")
    monkeypatch.setenv("DATABASE_PASSWORD", "a/b@c")
    assert settings.read().dsn == "postgresql://ctc_unoct:a%2Fb%40c@db:5432/ctc?sslmode=require"
