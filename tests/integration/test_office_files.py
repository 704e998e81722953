"""DOCX and XLSX keep the schema of ECMA-376, and LibreOffice opens them; skipped where there is no such judge."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from services.council.documents import as_docx, as_xlsx
from tests.support.maven import find_class_path
from tests.unit.services.council.documents.samples import LANGUAGES, build_document

HERE = Path(__file__).parents[1] / "support" / "ooxml"
IGNORABLE = "Attribute not allowed (no wildcards allowed): Ignorable@"
"""A mark for newer programs, which they take away before they read by the schema."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Both forms in each language."""
    folder, files = tmp_path_factory.mktemp("office"), []
    for language in LANGUAGES:
        for form, render in (("docx", as_docx.render), ("xlsx", as_xlsx.render)):
            files.append(folder / f"{language}.{form}")
            files[-1].write_bytes(render(build_document(language)))
    return files


def test_each_part_keeps_the_schema(files: list[Path]) -> None:
    class_path = find_class_path(HERE / "pom.xml")
    command = ["java", "-cp", class_path, str(HERE / "Check.java"), *map(str, files)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    checked = {line.split()[1] for line in said if not line.startswith(" ")}
    assert {"word/document.xml", "word/styles.xml", "word/footnotes.xml", "xl/worksheets/sheet2.xml"} <= checked
    assert [line for line in said if line.startswith(" ") and IGNORABLE not in line] == []


def test_libreoffice_opens_them(files: list[Path], tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("there is no LibreOffice (Debian: libreoffice-writer-nogui, libreoffice-calc-nogui)")
    some = [file for file in files if file.stem in ("ar", "zh")]
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, some)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    assert all((tmp_path / f"{file.stem}.pdf").read_bytes().startswith(b"%PDF") for file in some)
