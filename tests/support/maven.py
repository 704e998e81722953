"""Java programs that judge what we make. Maven fetches what they need, once for all runs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def find_class_path(pom: Path) -> str:
    """Where Java finds what the file names. Skips the test where Java or Maven is missing, or can fetch nothing."""
    for program in ("java", "mvn"):
        if shutil.which(program) is None:
            pytest.skip(f"there is no {program}, which {pom.parent.name} needs")
    to = Path("build") / "class-paths" / pom.parent.name
    to.parent.mkdir(parents=True, exist_ok=True)
    goal = ["dependency:build-classpath", f"-Dmdep.outputFile={to.absolute()}"]
    process = subprocess.run(["mvn", "-q", "-B", "-f", str(pom), *goal], check=False, capture_output=True, text=True)
    if process.returncode != 0:
        pytest.skip(f"Maven cannot fetch {pom.parent.name}: {next(iter(process.stdout.splitlines()), '')}")
    return to.read_text()
