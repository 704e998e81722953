"""The demo's figures against literals that were derived once from `examples/`, by another small program."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support import forked
from tests.support.processes import EXAMPLES, environment

HERE = Path(__file__).parent
LITERALS: dict[str, dict[str, Any]] = json.loads((HERE / "figures.json").read_text())
YEARS = sorted(LITERALS)
NOT_DERIVED = frozenset(
    [
        *(
            "improved_with_assistance",
            "programmes_citing_products",
            "consents_lapsed",
            "consents_open",
            "listed_visited",
        ),
        *("joint_meetings", "briefings_given", "coordination_activities", "overlaps_resolved", "unoct_briefings"),
        *("heads_meetings", "steps_done"),
    ]
)
"""What the small program leaves out; `tests/integration/test_council_report_annual.py` has it."""
WITHOUT = "2022/JOR"
"""The assessment that one test takes out of the examples."""


def derive(examples: Path) -> dict[str, Any]:
    program = [sys.executable, "-m", "tests.end_to_end.derive_figures", str(examples)]
    done = subprocess.run(program, cwd=HERE.parents[1], capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def read_figures(report: Path) -> dict[str, Any]:
    """The figures of an edition, as far as they are derived."""
    keep = ("numerator", "denominator", "value", "suppressed")
    figures = json.loads(report.read_text())["figures"]
    derived = [figure for figure in figures if figure["id"] not in NOT_DERIVED]
    return {figure["id"]: {name: figure[name] for name in keep if name in figure} for figure in derived}


@pytest.mark.parametrize("year", YEARS)
def test_the_demo_prints_the_figures_that_were_derived_from_the_examples(demo: Path, year: str) -> None:
    assert read_figures(demo / f"annual-{year}.json") == LITERALS[year]


def test_the_literals_are_what_the_derivation_gives() -> None:
    assert derive(EXAMPLES) == LITERALS


def test_each_link_of_the_demo_s_pages_leads_to_a_page_beside(demo: Path) -> None:
    links = [
        (page, to) for page in demo.rglob("*.html") for to in re.findall('href="([^"#]+)"', page.read_text("utf-8"))
    ]
    assert len(links) > 100
    assert [(page, to) for page, to in links if not (page.parent / to).is_file()] == []


def test_every_total_of_the_demo_reconciles(demo: Path) -> None:
    summary = json.loads((demo / "summary.json").read_text())
    assert summary["reconciles"]
    assert all(total["left"] == total["right"] for total in summary["totals"])
    assert summary["synthetic"]


@pytest.mark.slow
def test_a_line_taken_out_of_the_examples_changes_cycles_and_figures(demo: Path, tmp_path: Path) -> None:
    examples = tmp_path / "examples"
    shutil.copytree(EXAMPLES, examples)
    assessments = examples / "assessments.jsonl"
    lines = assessments.read_text().splitlines(keepends=True)
    other_lines = [line for line in lines if json.loads(line)["reference"] != WITHOUT]
    assert len(other_lines) == len(lines) - 1
    assessments.write_text("".join(other_lines))

    out = tmp_path / "out"
    process = forked.run(("demo", "--examples", str(examples), "--out", str(out)), environment())
    assert process.returncode == 0, process.stderr
    assert cycles(out) == cycles(demo) - 1
    figures = {year: read_figures(out / f"annual-{year}.json") for year in YEARS}
    assert figures == derive(examples)
    for year in YEARS:
        assert figures[year] != LITERALS[year]


def cycles(out: Path) -> int:
    lines = (out / "events.jsonl").read_text().splitlines()
    schedules = [event for event in map(json.loads, lines) if event["type"] == "org.un.ctc.followup.scheduled.v1"]
    return len({event["data"]["followup_id"] for event in schedules})
