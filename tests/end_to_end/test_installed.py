"""The wheel: it takes one name beside the packages of others, and works where there is no clone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.processes import ROOT, environment
from tests.support.up import HEADER

EXAMPLES = ROOT / "examples"
SOURCES = ("contracts", "ctc", "ctc_reporting", "examples", "reference", "services", "shared")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that the clone stays as it is."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for room in SOURCES:
        shutil.copytree(ROOT / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("setup.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, source)
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    subprocess.run([*command, "--wheel-dir", str(target), str(source)], check=True)
    (wheel_file,) = target.glob("*.whl")
    return wheel_file


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory of packages with nothing in it but the wheel's."""
    directory = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as files:
        files.extractall(directory)
    return directory


def run(site: Path, place: Path, *arguments: str) -> str:
    """What the installed command prints, run in an empty directory."""
    command = [sys.executable, "-m", "ctc_reporting", *arguments]
    process = subprocess.run(
        command, cwd=place, env=environment(PYTHONPATH=str(site)), capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stderr[-2000:]
    return process.stdout


def test_an_installation_takes_one_name(site: Path) -> None:
    names = {path.name for path in site.iterdir()}
    assert {name for name in names if not name.endswith(".dist-info")} == {"ctc_reporting"}


def test_whoever_imports_the_package_gets_no_other_names(site: Path, tmp_path: Path) -> None:
    code = "import sys, ctc_reporting; print(json.dumps([p for p in sys.path if 'ctc_reporting' in p]))"
    process = subprocess.run(
        [sys.executable, "-S", "-c", f"import json; {code}"],
        cwd=tmp_path, env=environment(PYTHONPATH=str(site)), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(process.stdout) == []


def test_every_file_that_the_product_reads_is_in_the_wheel(site: Path) -> None:
    left_out = []
    for room in SOURCES:
        for path in (ROOT / room).rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                below = path.relative_to(ROOT if room != "ctc_reporting" else ROOT / room)
                if not (site / "ctc_reporting" / below).exists():
                    left_out.append(str(below))
    assert left_out == []


def test_its_metadata_has_the_readme_and_the_licence(site: Path) -> None:
    (about,) = site.glob("*.dist-info")
    metadata = (about / "METADATA").read_text("utf-8")
    assert "License-Expression: Apache-2.0" in metadata
    assert "# CTC Reporting" in metadata
    assert (about / "licenses" / "LICENSE").exists()


@pytest.mark.slow
def test_a_command_works_where_there_is_no_clone(site: Path, tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text(HEADER + "KEN,first,onsite,2012-03-05,2012-03-09,day,,\n")
    output = run(site, tmp_path, "import", "visits", "visits.csv", "--data", "data")
    assert "accepted 1" in output.splitlines()


def test_the_examples_are_those_that_came_with_it(site: Path, tmp_path: Path) -> None:
    help_ = run(site, tmp_path, "demo", "--help")
    assert "those that come with ctc" in " ".join(help_.split())
    code = "import ctc_reporting.__main__ as m, sys; sys.path.insert(0, str(m.ROOMS)); import ctc.commands.telling as t"
    process = subprocess.run(
        [sys.executable, "-c", f"{code}; print(t.EXAMPLES)"],
        cwd=tmp_path, env=environment(PYTHONPATH=str(site)), capture_output=True, text=True, check=True,
    )  # fmt: skip
    place = Path(process.stdout.strip())
    assert place == site / "ctc_reporting" / "examples"
    for path in EXAMPLES.rglob("*"):
        if path.is_file():
            assert (place / path.relative_to(EXAMPLES)).read_bytes() == path.read_bytes()
