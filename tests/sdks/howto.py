"""Runs the how-to of the first event as it is written: each block of code, in order, against a running system.

`make sdks` runs it after the counts. Blocks of one `##` or `###` section share a directory.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

HOW_TO: Final = Path(__file__).parents[2] / "docs" / "how-to" / "publish-your-first-event.md"
SOURCE: Final = "https://my-system.example"
_SECTION: Final = re.compile(r"^##+ (.+)$", re.MULTILINE)
_BLOCK: Final = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_OURS: Final = re.compile(r"^(ctc up|ctc tokens|export )", re.MULTILINE)
"""What the runner does itself: it starts the system, and names it to the commands."""


def sections() -> Iterator[tuple[str, str]]:
    """Each section with code, and its code as one script."""
    _, *parts = _SECTION.split(HOW_TO.read_text(encoding="utf-8"))
    for title, text in zip(parts[::2], parts[1::2], strict=True):
        code = [block for block in _BLOCK.findall(text) if not _OURS.search(block)]
        if code:
            yield title, "".join(code)


def notices() -> set[str]:
    """The references of the notices that it sends: those that its JSON names."""
    return set(re.findall(r"\bFIRST-\d+\b", HOW_TO.read_text(encoding="utf-8")))


def run(scratch: Path, given: dict[str, str]) -> None:
    """Raises CalledProcessError with the section whose code fails."""
    for number, (title, script) in enumerate(sections()):
        print(f"how-to: {title}", flush=True)
        place = scratch / f"section-{number}"
        place.mkdir()
        subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=place, env=os.environ | given, check=True)
