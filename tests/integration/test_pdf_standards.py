"""PDFs keep PDF/UA-1 and PDF/A-2a, as veraPDF judges. It wants Java and Maven, and is skipped where they are not."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from services.council.documents import as_pdf
from tests.support.maven import find_class_path
from tests.unit.services.council.documents.samples import LANGUAGES, build_document
from tests.unit.services.council.words.samples import DRAFTS, PRODUCT

HERE = Path(__file__).parents[1] / "support" / "verapdf"
KEPT = ["ua1 true", "2a true"]
IN = {kind: LANGUAGES[number % len(LANGUAGES)] for number, kind in enumerate(DRAFTS)}
"""One language for each report, so that each language has a report at least: a file takes the judge a second."""


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What veraPDF says of each file, by its name. It judges all in one run, since its start takes seconds."""
    place = tmp_path_factory.mktemp("pdf")
    class_path = find_class_path(HERE / "pom.xml")
    made = {f"sample-{language}": as_pdf.render(build_document(language)) for language in LANGUAGES}
    for kind, draft in DRAFTS.items():
        made[kind] = as_pdf.render(draft.document(1, PRODUCT, language=IN[kind]))
    made["broken"] = made["sample-en"].replace(b"/Marked true", b"/Marked null")
    for name, pdf in made.items():
        (place / name).write_bytes(pdf)
    command = ["java", "-cp", class_path, str(HERE / "Check.java"), *(str(place / name) for name in made)]
    said, name = defaultdict[str, list[str]](list), ""
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():
        if line.startswith("broken"):
            said[name].append(line)
        else:
            verdict, _, file = line.rpartition(" ")
            name = Path(file).name
            said[name].append(verdict)
    return said


@pytest.mark.slow
def test_a_pdf_in_each_language_keeps_both_standards(verdicts: dict[str, list[str]]) -> None:
    assert {language: verdicts[f"sample-{language}"] for language in LANGUAGES} == dict.fromkeys(LANGUAGES, KEPT)


def test_each_report_keeps_both_standards(verdicts: dict[str, list[str]]) -> None:
    assert set(IN.values()) == set(LANGUAGES)
    assert {kind: verdicts[kind] for kind in DRAFTS} == dict.fromkeys(DRAFTS, KEPT)


def test_the_judge_finds_what_is_broken(verdicts: dict[str, list[str]]) -> None:
    assert "ua1 false" in verdicts["broken"]
    assert any(line.startswith("broken ua1") for line in verdicts["broken"])
