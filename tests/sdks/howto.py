"""Runs the how-to of the first event as it is written: each block of code, in order, against a running system.

`make sdks` runs it after the counts. Blocks of one `##` or `###` section share a directory.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

HOW_TO: Final = Path(__file__).parents[2] / "docs" / "how-to" / "publish-your-first-event.md"
CTC: Final = Path(sys.executable).parent
"""Where the command `ctc` is."""
SOURCE: Final = "https://my-system.example"
_SECTION: Final = re.compile(r"^##+ (.+)$", re.MULTILINE)
_BLOCK: Final = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_OURS: Final = re.compile(r"^(ctc up|ctc tokens|export )", re.MULTILINE)
"""What the runner does itself: it starts the system, asks for a token, and names both to the commands."""
_ASKS: Final = re.compile(r"^export MY_TOKEN=\$\(ctc tokens add ", re.MULTILINE)


def blocks(text: str) -> list[str]:
    """The code in a text."""
    return _BLOCK.findall(text)


def ask_for_token(given: dict[str, str]) -> str:
    """The token of the system in the how-to, from its own command. Raises CalledProcessError if that fails."""
    [command] = [block for block in blocks(HOW_TO.read_text(encoding="utf-8")) if _ASKS.search(block)]
    script = f'{command}printf %s "$MY_TOKEN"'
    env = os.environ | {"PATH": f"{CTC}{os.pathsep}{os.environ['PATH']}"} | given
    return subprocess.run(["bash", "-euc", script], env=env, stdout=subprocess.PIPE, text=True, check=True).stdout


def sections() -> Iterator[tuple[str, str]]:
    """Each section with code, and its code as one script."""
    _, *parts = _SECTION.split(HOW_TO.read_text(encoding="utf-8"))
    for title, text in zip(parts[::2], parts[1::2], strict=True):
        code = [block for block in blocks(text) if not _OURS.search(block)]
        if code:
            yield title, "".join(code)


def notices() -> set[str]:
    """The references of the notices that it sends: those that its JSON names."""
    return set(re.findall(r"\bFIRST-\d+\b", HOW_TO.read_text(encoding="utf-8")))


def run(scratch: Path, given: dict[str, str]) -> None:
    """Sends all with a token of narrow rights. Raises CalledProcessError with the section whose code fails."""
    given = given | {"MY_TOKEN": ask_for_token(given)}
    for number, (title, script) in enumerate(sections()):
        print(f"how-to: {title}", flush=True)
        place = scratch / f"section-{number}"
        place.mkdir()
        subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=place, env=os.environ | given, check=True)
