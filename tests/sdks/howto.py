"""The how-tos for other systems, as code that runs as it is written: each block of shell, in order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

HOW_TO: Final = Path(__file__).parents[2] / "docs" / "how-to"
REGISTER: Final = HOW_TO / "register-a-publisher.md"
PUBLISH: Final = HOW_TO / "publish-your-first-event.md"
YEAR: Final = HOW_TO / "a-desk-officers-year.md"
READ: Final = HOW_TO / "read-reports.md"
KAFKA: Final = HOW_TO / "publish-over-kafka.md"
CTC: Final = Path(sys.executable).parent
"""Where the command `ctc` is."""
SOURCE: Final = "https://my-system.example"
_SECTION: Final = re.compile(r"^##+ (.+)$", re.MULTILINE)
_BLOCK: Final = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_OURS: Final = re.compile(
    r"^(ctc up|ctc sandbox|ctc tokens|export (PATH|CTC_|KAFKA_|MY_TOKEN=\$\(ctc tokens))", re.MULTILINE
)
"""What the runner does itself: it starts the system, asks for a token, and names both to the commands."""
_ASKS: Final = re.compile(r"^export MY_TOKEN=\$\(ctc tokens add ", re.MULTILINE)


def sections(page: Path) -> dict[str, str]:
    """Each section with code, and its code as one script."""
    _, *parts = _SECTION.split(page.read_text(encoding="utf-8"))
    found = {}
    for title, text in zip(parts[::2], parts[1::2], strict=True):
        if code := "".join(block for block in _BLOCK.findall(text) if not _OURS.search(block)):
            found[title] = code
    return found


def run(script: str, place: Path, given: dict[str, str]) -> str:
    """What the script prints, with `ctc` on its path. Raises CalledProcessError if any command of it fails."""
    place.mkdir(parents=True, exist_ok=True)
    env = os.environ | {"PATH": f"{CTC}{os.pathsep}{os.environ['PATH']}"} | given
    command = ["bash", "-euo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=place, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout


def ask_for_token(place: Path, given: dict[str, str]) -> str:
    """The token of the first event's how-to, from its own command."""
    blocks = _BLOCK.findall(PUBLISH.read_text(encoding="utf-8"))
    [command] = [block for block in blocks if _ASKS.search(block)]
    return run(f'{command}printf %s "$MY_TOKEN"', place, given)


def register(place: Path, given: dict[str, str]) -> str:
    """The key of a publisher that registers itself, rehearses and sends as its how-to says."""
    steps = "".join(code for title, code in sections(REGISTER).items() if title[0].isdigit())
    run(f'{steps}printf %s "$MY_TOKEN" > key', place, given)
    return (place / "key").read_text(encoding="utf-8")
