"""The tutorial leads to where it says: its changes, applied to a copy of the product, pass the tests that it brings."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial" / "add-a-rule.md"
COPIED = (
    *("contracts", "ctc", "reference", "services", "shared", "simulator"),
    *("tests/reference", "tests/support", "tests/unit/services/followup"),
)
NEW_FILE = re.compile(r"^New file `(\S+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DIFFERENCE = re.compile(r"^```diff\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.slow
def test_following_the_tutorial_adds_its_rule(tmp_path: Path) -> None:
    for name in COPIED:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "tests/conftest.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    follow(TUTORIAL.read_text(encoding="utf-8"), tmp_path)
    tests = tmp_path / "tests" / "unit" / "services" / "followup" / "test_promising.py"
    output = run(tmp_path, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tests))
    number = tests.read_text(encoding="utf-8").count("def test_")
    assert re.search(rf"^{number + 1} passed", output, re.MULTILINE), output  # one of them for two days
    run(tmp_path, sys.executable, "-c", "import ctc.serving, simulator.actors")


def follow(text: str, copy: Path) -> None:
    """Does what the page says, in its order of files and differences."""
    for path, content in NEW_FILE.findall(text):
        (copy / path).write_text(content, encoding="utf-8")
    for difference in DIFFERENCE.findall(text):
        run(copy, "git", "apply", stdin=difference)


def run(where: Path, *command: str, stdin: str = "") -> str:
    process = subprocess.run(command, cwd=where, input=stdin, capture_output=True, text=True, check=False)
    assert process.returncode == 0, f"{command}\n{stdin}{process.stdout}{process.stderr}"
    return process.stdout
