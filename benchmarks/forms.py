"""How soon an annual report is there in its forms: one PDF by a new process, and all forms in all languages."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import reference
from benchmarks.places import Places
from benchmarks.report import Figure
from services.council.documents import as_json
from services.council.documents.document import Document
from services.council.documents.forms import FORMS
from tests.unit.services.council.reports.sample import draft

MADE = [form for name, form in FORMS.items() if name != "json"]
"""JSON is kept, not made."""


async def forms(places: Places) -> list[Figure]:
    """Both figures; each the median of some runs."""
    annual, runs = draft(), range(places.sizes.runs)
    loaded = reference.load()
    documents = [annual.document(1, loaded, language=language) for language in reference.LANGUAGES]
    cold = median(_make_cold(documents[0]) for _ in runs)
    whole = f"{len(documents)} languages, {len(MADE)} forms"
    return [
        Figure("annual report as PDF, cold", cold, "s", None, None, places.on, "2"),
        Figure(f"annual report, {whole}", median(_make_all(documents) for _ in runs), "s", None, None, places.on, "10"),
    ]


def _make_cold(document: Document) -> float:
    """Seconds from the start of a process to the whole file."""
    with tempfile.TemporaryDirectory() as folder:
        kept, made = Path(folder) / "annual.json", Path(folder) / "annual.pdf"
        kept.write_bytes(as_json.dump(document))
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-m", "benchmarks.forms", kept, made], check=True)
        assert made.read_bytes().startswith(b"%PDF")
        return time.perf_counter() - begin


def _make_all(documents: list[Document]) -> float:
    begin = time.perf_counter()
    for document in documents:
        for form in MADE:
            assert form.render(document)
    return time.perf_counter() - begin


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(FORMS["pdf"].render(as_json.load(Path(sys.argv[1]).read_bytes())))
