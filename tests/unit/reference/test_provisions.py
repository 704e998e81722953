"""A text belongs to each provision whose words it has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reference import OTHER, find_provisions, load

REFERENCE = load()
EXAMPLES = Path(__file__).parents[3] / "examples" / "assessments.jsonl"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("resolution 2396 (2017), para. 11", ("api",)),
        ("S/RES/2396 (2017), OP11 (a)", ("api",)),
        ("Resolution 2396 (2017), paragraph 12", ("pnr",)),
        ("resolution 2396 (2017), para. 13", ("watchlists",)),
        ("resolution 2396 (2017), para. 15", ("biometrics",)),
        ("RESOLUTION 1373 (2001), PARA. 2 (E)", ("prosecution",)),
        ("Use of api and passenger name records", ("api", "pnr")),
        ("Watch-listing of known or suspected terrorists", ("watchlists",)),
        ("Watchlisting of known or suspected terrorists", ("watchlists",)),
        ("resolution 2396 (2017), para. 110", (OTHER,)),
        ("resolution 1373 (2001), para. 2 (g)", (OTHER,)),
        ("rapid response", (OTHER,)),
        ("", (OTHER,)),
    ],
)
def test_a_provision_is_named_by_its_words_whatever_their_case_and_marks(text: str, codes: tuple[str, ...]) -> None:
    assert find_provisions(text, REFERENCE.provisions) == codes


def test_every_wording_names_its_own_provision_alone() -> None:
    for provision in REFERENCE.provisions:
        for wording in provision.wordings:
            assert find_provisions(wording, REFERENCE.provisions) == (provision.code,)


def test_the_provisions_are_those_of_which_the_council_asked_for_a_report() -> None:
    assert [one.code for one in REFERENCE.provisions] == ["api", "pnr", "biometrics", "watchlists", "prosecution"]
    assert REFERENCE.provisions[0].title == "Advance passenger information"


def test_of_the_examples_findings_most_kinds_name_one() -> None:
    told = [json.loads(line) for line in EXAMPLES.read_text("utf-8").splitlines()]
    named = {
        code
        for one in told
        for finding in one.get("findings", ())
        for code in find_provisions(finding["provision"], REFERENCE.provisions)
    }
    assert named == {"api", "pnr", "watchlists", "prosecution", OTHER}
