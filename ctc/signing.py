"""The keys by which editions are signed: as the settings have them, or made in the directory of `ctc up`."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from ctc.errors import CannotStart
from shared.engine.signing import Signer, read_keys
from shared.operations.settings import EDITION_KEYS_FILE, Settings

_HOW = "set CTC_EDITION_KEYS_FILE to a file that `openssl rand -hex 32` made, and keep it where the database is not"


def build_signer(settings: Settings) -> Signer:
    """The signer of a service alone. Raises CannotStart where the settings have no key, or one that is none."""
    if settings.edition_keys is None:
        raise CannotStart(f"council signs editions of reports: {_HOW}")
    return _read(settings.edition_keys.get_secret_value(), "CTC_EDITION_KEYS")


def find_signer(settings: Settings, directory: Path) -> Signer:
    """The signer of `ctc up`. At the first start in this directory a key is made. Raises CannotStart."""
    if settings.edition_keys is not None:
        return build_signer(settings)
    file = directory / EDITION_KEYS_FILE
    if not file.exists():
        directory.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as new:
            new.write(f"{secrets.token_hex(32)}\n")
    return _read(file.read_text(), str(file))


def _read(keys: str, where: str) -> Signer:
    try:
        return read_keys(keys)
    except ValueError as error:
        raise CannotStart(f"{where}: {error}") from None
