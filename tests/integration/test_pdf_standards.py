"""PDFs keep PDF/UA-1 and PDF/A-2a, as veraPDF judges. It wants Java and Maven, and is skipped where they are not."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from services.council.documents import as_pdf
from tests.support.maven import find_class_path
from tests.unit.services.council.documents.samples import LANGUAGES, build_document
from tests.unit.services.council.words.samples import DRAFTS, PRODUCT

HERE = Path(__file__).parents[1] / "support" / "verapdf"


@pytest.fixture(scope="module")
def class_path() -> str:
    """Where Java finds veraPDF."""
    return find_class_path(HERE / "pom.xml")


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


def test_each_report_in_each_language_keeps_both_standards(class_path: str, tmp_path: Path) -> None:
    files = []
    for name, draft in DRAFTS.items():
        for language in LANGUAGES:
            files.append(tmp_path / f"{name}-{language}.pdf")
            files[-1].write_bytes(as_pdf.render(draft.document(1, PRODUCT, language=language)))
    said = judge(class_path, *files)
    assert said == [f"{standard} true {file}" for file in files for standard in ("ua1", "2a")]


def test_the_judge_finds_what_is_broken(class_path: str, tmp_path: Path) -> None:
    file = tmp_path / "broken.pdf"
    made = as_pdf.render(build_document("en"))
    file.write_bytes(made.replace(b"/Marked true", b"/Marked null"))
    said = judge(class_path, file)
    assert f"ua1 false {file}" in said
    assert any(line.startswith("broken ua1") for line in said)
