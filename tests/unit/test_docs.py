"""The docs hold together: nothing they name is missing, what is read from the code is current, none is forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.generate import commands, pages, refusals

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
AT_THE_TOP = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "examples/README.md")
PAGES = sorted([*DOCS.rglob("*.md"), *(ROOT / name for name in AT_THE_TOP)])
INDEX = DOCS / "README.md"
KINDS = ("tutorial", "how-to", "reference", "explanation", "decisions", "runbook")

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
NAMED = re.compile(
    r"`((?:contracts|ctc|deploy|docs|examples|reference|services|shared|tests|benchmarks)/[\w./*-]*[\w/*])`"
)
NEW_FILE = re.compile(r"^New file `(\S+)`:$", re.MULTILINE)


def prose(page: Path) -> str:
    """The page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        to = (page.parent / file).resolve() if file else page
        assert to.exists(), f"{target}: there is no such file"
        if anchor:
            assert anchor in set(anchors(to)), f"{target}: there is no such heading"


def anchors(page: Path) -> Iterator[str]:
    for heading in re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE):
        yield re.sub(r"[^\w -]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_is_named_exists(page: Path) -> None:
    made_by_the_reader = NEW_FILE.findall(page.read_text(encoding="utf-8"))
    for name in set(NAMED.findall(prose(page))).difference(made_by_the_reader):
        pattern = name.rstrip("/").replace("NAME", "*")
        assert any(ROOT.glob(pattern)), f"{name}: there is no such file"


def test_pages_name_no_place_of_a_machine() -> None:
    place = re.compile(r"(?<![\w.])/(home|root|work|Users|mnt|opt/v)/|/tmp/(?!promise|one\.)")
    for page in PAGES:
        found = place.findall(page.read_text(encoding="utf-8"))
        assert found == [], page.relative_to(ROOT)


def test_no_page_puts_a_token_into_the_arguments_of_a_command() -> None:
    """Every user of the machine sees these. A header comes from a pipe or a file: `-H @...`."""
    secret = re.compile(r"""(?:-H|--header) ['"]Authorization: .*\$|client_secret=["$]|--token""")
    for page in PAGES:
        found = secret.findall(page.read_text(encoding="utf-8"))
        assert found == [], page.relative_to(ROOT)


def test_the_index_names_every_page_under_its_kind() -> None:
    sections = re.split(r"^## ", INDEX.read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = {section.partition("\n")[0].lower(): set(LINK.findall(section)) for section in sections}
    for page in DOCS.rglob("*.md"):
        if page != INDEX:
            path = page.relative_to(DOCS)
            assert str(path) in named[path.parts[0]], f"{path} is not in the index"
    assert set(KINDS) <= named.keys()


def test_decisions_are_numbered_and_say_what_they_must() -> None:
    decisions = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [int(page.name.partition("-")[0]) for page in decisions]
    assert len(set(numbers)) == len(numbers)
    for number, page in zip(numbers, decisions, strict=True):
        text = page.read_text(encoding="utf-8")
        assert page.name.startswith(f"{number:04}-")
        assert text.startswith(f"# {number}. ")
        for heading in ("## Context", "## Decision", "## What would make us revisit it"):
            assert f"\n{heading}\n" in text, f"{page.name} lacks {heading}"


def test_what_is_read_from_the_code_is_current() -> None:
    for page, text in pages().items():
        assert page.read_text(encoding="utf-8") == text, f"{page.name} is stale: run `make generate`"


def test_every_command_shows_an_example() -> None:
    told = dict(commands())
    assert len(told) > 20
    for name, text in told.items():
        assert f"Example: {name}" in text or re.search(rf"Example: \S+=\S+ {name}", text), f"{name} has no example"


def test_every_refusal_says_what_it_refuses_and_the_rules_it_cites_exist() -> None:
    numbers = set(
        re.findall(r"^### (\d+)\.", (DOCS / "reference" / "rules.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert numbers == {str(number) for number in range(1, 15)}
    assert len(refusals()) > 80
    for refusal in refusals():
        one = refusal()
        assert one.title != type(one).__name__, f"{one.code} has no sentence"
        assert one.rule in numbers | {""}, f"{one.code} cites rule {one.rule}"
        assert re.fullmatch(r"(OP\d+)?", one.paragraph), one.code
        assert 400 <= one.status < 600


def test_every_alarm_has_its_entry_in_the_runbook() -> None:
    alarms = re.findall(r"alert: (\w+)", (ROOT / "deploy" / "observability" / "alarms.yml").read_text())
    assert alarms
    entries = re.findall(r"^### (\w+)$", (DOCS / "runbook" / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(alarms) <= set(entries)
