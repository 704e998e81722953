"""PDFs keep PDF/UA-1 and PDF/A-2a, as veraPDF judges. It wants Java and Maven, and is skipped where they are not."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from services.council.documents import as_pdf
from tests.unit.services.council.documents.samples import LANGUAGES, build_document

HERE = Path(__file__).parents[1] / "support" / "verapdf"


@pytest.fixture(scope="module")
def class_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where Java finds veraPDF, which Maven fetches once."""
    for program in ("java", "mvn"):
        if shutil.which(program) is None:
            pytest.skip(f"there is no {program}, which veraPDF needs")
    to = tmp_path_factory.mktemp("verapdf") / "class-path"
    command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:build-classpath", f"-Dmdep.outputFile={to}"]
    process = subprocess.run(command, check=False, capture_output=True, text=True)
    if process.returncode != 0:
        pytest.skip(f"Maven cannot fetch veraPDF: {next(iter(process.stdout.splitlines()), '')}")
    return to.read_text()


def judge(class_path: str, *files: Path) -> list[str]:
    """A line for each file and standard, and one for each rule that is broken."""
    command = ["java", "-cp", class_path, str(HERE / "Check.java"), *map(str, files)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def test_a_pdf_in_each_language_keeps_both_standards(class_path: str, tmp_path: Path) -> None:
    files = []
    for language in LANGUAGES:
        files.append(tmp_path / f"{language}.pdf")
        files[-1].write_bytes(as_pdf.render(build_document(language)))
    said = judge(class_path, *files)
    assert said == [f"{standard} true {file}" for file in files for standard in ("ua1", "2a")]


def test_the_judge_finds_what_is_broken(class_path: str, tmp_path: Path) -> None:
    file = tmp_path / "broken.pdf"
    made = as_pdf.render(build_document("en"))
    file.write_bytes(made.replace(b"/Marked true", b"/Marked null"))
    said = judge(class_path, file)
    assert f"ua1 false {file}" in said
    assert any(line.startswith("broken ua1") for line in said)
