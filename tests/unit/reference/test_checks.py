"""Reference data that contradicts itself is refused, with the file and what to do."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from reference import BadReference, load
from tests.support.frozen import FILES, REFERENCE

AFTER_2810 = """\
id: synthetic-2029
title: Synthetic mandate of 2029
adopted: 2029-01-05
in_force_from: 2029-01-06
in_force_until: 2032-12-31
source: made up for tests
text: at hand
renews: resolution-2810-2025
obligations_of_renewed: true
synthetic: true
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The tests' own files, to be spoiled."""
    shutil.copytree(FILES, tmp_path / "copy")
    return tmp_path / "copy"


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


@pytest.mark.parametrize(
    ("file", "before", "after", "message"),
    [
        ("mandates/resolution-2617-2021.yaml", "period: P12M", "period: P1Y", "'P1Y' is no period"),
        ("mandates/resolution-2617-2021.yaml", "paragraph: OP36", "paragraph: OP42", "'OP42' is no paragraph"),
        ("mandates/resolution-2617-2021.yaml", "kind: periodic", "kind: whenever", "thematic-meetings.rule: "),
        ("mandates/resolution-2617-2021.yaml", "id: joint-report", "id: annual-report", "stands 2 times"),
        ("mandates/resolution-2617-2021.yaml", "timed_by: followup", "timed_by: somebody", "timed_by"),
        ("mandates/resolution-2617-2021.yaml", "renews:", "renewz:", "renewz"),
        ("mandates/resolution-2617-2021.yaml", "count: 2", "count: 0", "at least 1"),
        ("mandates/resolution-2617-2021.yaml", "renews: resolution-2395-2017", "renews: null", "no mandate renews it"),
        ("mandates/resolution-2617-2021.yaml", "in_force_until: 2025", "in_force_until: 2024", "correct a date"),
        ("mandates/resolution-2617-2021.yaml", "adopted: 2021", "adopted: 2022", "in this order"),
        ("mandates/resolution-2617-2021.yaml", "due_on: 2023-03-30", "due_on: 2023-02-30", "2617-2021.yaml"),
        ("mandates/resolution-2810-2025.yaml", "in_force_from: 2026", "in_force_from: 2027", "after_gap"),
        ("mandates/resolution-2810-2025.yaml", "text: not at hand", "text: not at hand\nafter_gap: true", "after_gap"),
        ("mandates/resolution-2810-2025.yaml", "id: resolution-2810", "id: resolution-2811", "the file's name"),
        ("mandates/resolution-2810-2025.yaml", "renews: resolution-2617", "renews: resolution-2618", "no mandate"),
        ("mandates/resolution-2810-2025.yaml", "obligations_of", "obligations: []\nobligations_of", "list none"),
        ("themes.yaml", "[OP31]", "[OP31a]", "'OP31a' is no paragraph"),
        ("themes.yaml", "      ru: Молодежь\n", "", "youth needs a title"),
        ("themes.yaml", "code: youth", "code: gender", "gender stands 2 times"),
        ("themes.yaml", "mandate: resolution-2617", "mandate: resolution-2618", "not among the mandates"),
        ("themes.yaml", "themes:", "themes: [", "themes.yaml is no valid YAML"),
        ("provisions.yaml", "code: pnr", "code: api", "api stands 2 times"),
        ("provisions.yaml", "code: pnr", "code: other", "not 'other'"),
        ("provisions.yaml", "code: pnr", "code: P-N-R", "small letters"),
        ("provisions.yaml", "      - PNR\n", "      - Api\n", "wording api stands 2 times"),
        ("provisions.yaml", "      - PNR\n", "      - '...'\n", "at least a word"),
        ("provisions.yaml", "themes: [prosecution]", "themes: [trial]", "names trial, which is no theme"),
        ("provisions.yaml", "[OP9]", "[OP99]", "'OP99' is no paragraph"),
        ("provisions.yaml", "      ru: Биометрические данные\n", "", "biometrics needs a title"),
        ("provisions.yaml", "mandate: resolution-2617", "mandate: resolution-2618", "not among the mandates"),
        ("provisions.yaml", "provisions:", "provision:", "provision"),
        ("practice.yaml", "[60, 30, 7]", "[7, 30, 60]", "longest first"),
        ("practice.yaml", "[60, 30, 7]", "[60, 30, 0]", "longest first"),
        ("practice.yaml", "visit_overlap_days: 90", "visit_overlap_days: 93", "between 0 and 92"),
        ("practice.yaml", "P7D", "7 days", "'7 days' is no period"),
        ("practice.yaml", "schedule: public", "schedule: everybody", "schedule"),
        ("practice.yaml", "month: 6, day: 30", "month: 6, day: 31", "day"),
        ("practice.yaml", "obligation: unoct-briefing", "obligation: unknown", "which no mandate has"),
        ("practice.yaml", "code: trends", "code: events", "events stands 2 times"),
        ("practice.yaml", "code: trends", "code: Trends", "needs a-code-like-this"),
        (
            "ranking.yaml",
            "never_visited: {reason: never-visited",
            "never_visited: {reason: seldom-visited",
            "no listing",
        ),
        ("ranking.yaml", "R5: {PC: 4", "R5: {ME: 4", "R5 is not rated ME"),
        ("ranking.yaml", "R5:", "R41:", "R41 is not rated"),
        ("ranking.yaml", "at_least: 6", "at_least: 9", "the highest first"),
        ("ranking.yaml", "points: 40", "points: 0", "points are whole numbers"),
        ("ranking.yaml", "points: 40", "points: 2.5", "own_request.points"),
        ("ranking.yaml", "own_request:", "own_wish:", "own_request"),
        ("other_names.yaml", "SWZ:", "SWA:", "SWA is no State"),
        (
            "usage.yaml",
            "- African States",
            "- States of Africa",
            "'African States' of AGO in member_states.csv is none",
        ),
        ("usage.yaml", "TUR:", "TRK:", "TRK is no State"),
        ("usage.yaml", "- African States", "- Asia-Pacific States", "Asia-Pacific States stands 2 times"),
        ("other_names.yaml", "[Swaziland]", "[Syria]", "Syria stands 2 times"),
        ("bodies.yaml", "name: UNODC,", "name: UNDP,", "body undp stands 2 times"),
        ("bodies.yaml", "aliases: [AU]", "aliases: [EU]", "spelling eu stands 2 times"),
        ("bodies.yaml", "{name: CTED,", "{name: DETC,", "cted is missing"),
        ("bodies.yaml", "{name: UNDP, kind: compact", "{name: UNDP, kind: ministry", "kind"),
        ("member_states.csv", "id,iso2", "code,iso2", "its columns must be"),
        ("member_states.csv", "KEN,KE,404", "KEN,,404", "KEN has an empty column"),
        ("member_states.csv", "KEN,KE,404", "KAZ,KE,404", "each id stands once"),
        ("member_states.csv", "African States,,,,Kenya", "African States,,1963,,Kenya", "KEN: admitted_on"),
        ("non_members.csv", "code,name", "code,title", "its columns must be"),
    ],
)
def test_what_does_not_hold_together_is_refused(copy: Path, file: str, before: str, after: str, message: str) -> None:
    change(copy / file, before, after)
    with pytest.raises(BadReference, match=re.escape(message)) as refused:
        load(copy)
    assert str(refused.value).count(".yaml") or file.endswith(".csv"), "the file is named"


BRIEFING = "{event: briefing.held.v1, where: {kind: briefing}}"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (BRIEFING, "{event: briefing.helt.v1}", "'briefing.helt.v1' is no event: write its type as report.published"),
        (BRIEFING, "{event: briefing.held}", "'briefing.held' is no event"),
        (BRIEFING, "{event: case.opened.v1}", "council holds no case.opened.v1 against obligations: take one of"),
        (
            BRIEFING,
            "{event: briefing.held.v1, where: {sort: briefing}}",
            "briefing.held.v1 has no field 'sort': it has",
        ),
        (BRIEFING, "{event: briefing.held.v1, year_field: of_year}", "has no field 'of_year'"),
        (BRIEFING, "{event: briefing.held.v1, where: {kind: talk}}", "kind must be one of, or a list of, briefing, "),
        (BRIEFING, "{event: briefing.held.v1, where: {kind: [briefing, talk]}}", "kind must be one of"),
        (BRIEFING, "{event: briefing.held.v1, where: {kind: []}}", "kind must be one of"),
        (BRIEFING, "{event: briefing.held.v1, whose: me}", "whose"),
        ("where: {report: joint}", "where: {report: jiont}", "report must be one of, or a list of, annual, "),
        ("where: {report: joint}}", "where: {report: joint}, year_field: year}", "is for what is owed each year"),
        ("anchor: draft_shared_on", "anchor: draft_sent_on", "rule.after_anchor.anchor: Input should be"),
        (
            "anchor: adopted",
            "anchor: received_by_state_on",
            "mandate-review: council times all but periods after a date",
        ),
        ("period: P30D", "period: 30 days", "factual-observations: '30 days' is no period"),
    ],
)
def test_what_meets_an_obligation_is_an_event_that_comes_and_can_be_so(
    copy: Path, before: str, after: str, message: str
) -> None:
    change(copy / "mandates/resolution-2617-2021.yaml", before, after)
    with pytest.raises(BadReference, match=re.escape(message)) as refused:
        load(copy)
    assert str(refused.value).startswith("mandates/resolution-2617-2021.yaml: ")


def test_an_overlap_and_a_gap_name_the_file_that_begins(copy: Path, tmp_path: Path) -> None:
    file = tmp_path / "synthetic-2029.yaml"
    file.write_text(AFTER_2810.replace("renews: resolution-2810-2025", "renews: resolution-2617-2021"))
    file.write_text(file.read_text().replace("from: 2029-01-06", "from: 2029-01-05"))
    with pytest.raises(BadReference, match=r"mandates/synthetic-2029\.yaml: begins while .* \(rule 9, OP2\)"):
        load(copy, extra_mandates=tmp_path)
    file.write_text(AFTER_2810.replace("from: 2029-01-06", "from: 2029-02-01"))
    with pytest.raises(BadReference, match=r"mandates/synthetic-2029\.yaml: begins later than the day after"):
        load(copy, extra_mandates=tmp_path)


@pytest.mark.parametrize(
    ("file", "before", "after", "message"),
    [
        ("resolution-2810-2025", "from: 2026-01-01", "from: 2026-02-01", "correct a date, or after_gap (rule 9, OP2)"),
        ("resolution-2617-2021", "renews: resolution-2395-2017", "renews: null", "give the day (rule 9, OP2)"),
        ("resolution-2617-2021", "adopted: 2021-12-30", "adopted: 2021", "its text is at hand, so its days are"),
        ("resolution-2617-2021", "until: 2025-12-31", "until: null", "give each of them (rule 9, OP2)"),
        ("resolution-2810-2025", "adopted: 2025", "adopted: 2026", "a year alone counts by its end (rule 9, OP2)"),
        ("resolution-2617-2021", "period: P12M", "period: P1Y", "or days as P30D (rule 3, OP16)"),
        ("resolution-2617-2021", "kind: times_a_year", "kind: monthly", "(rule 10, OP25)"),
        ("resolution-2395-2017", "adopted: 2017", "adopted: 1917", "neither before 1945 nor more than 20 years"),
        ("resolution-2810-2025", "until: 2029", "until: 9999", "neither before 1945 nor more than 20 years"),
    ],
)
def test_what_is_wrong_with_a_mandates_time_names_rule_and_paragraph(
    copy: Path, file: str, before: str, after: str, message: str
) -> None:
    change(copy / f"mandates/{file}.yaml", before, after)
    with pytest.raises(BadReference, match=re.escape(message)) as refused:
        load(copy)
    assert "rule " in str(refused.value)


def test_a_file_that_is_no_yaml_is_refused_in_one_line(copy: Path) -> None:
    change(copy / "mandates/resolution-2810-2025.yaml", "id: ", "id: [ ")
    with pytest.raises(BadReference, match="is no valid YAML") as refused:
        load(copy)
    assert "\n" not in str(refused.value)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "practice.yaml").unlink()
    with pytest.raises(BadReference, match=r"practice\.yaml"):
        load(copy)


def test_a_file_in_another_encoding_is_named(copy: Path) -> None:
    (copy / "member_states.csv").write_bytes((copy / "member_states.csv").read_text("utf-8").encode("utf-16"))
    with pytest.raises(BadReference, match=r"member_states\.csv is no CSV in UTF-8"):
        load(copy)


def test_without_any_mandate_nothing_would_govern(copy: Path) -> None:
    shutil.rmtree(copy / "mandates")
    with pytest.raises(BadReference, match="holds no mandate"):
        load(copy)


def test_synthetic_mandates_can_be_brought_along(tmp_path: Path) -> None:
    (tmp_path / "synthetic-2029.yaml").write_text(AFTER_2810)
    loaded = load(FILES, extra_mandates=tmp_path)
    found = loaded.mandate_on(date(2030, 1, 1))
    assert found is not None
    assert found.synthetic
    assert found.obligation("follow-up-report") is not None  # renewed by 2810, and again here
    assert loaded.digest != REFERENCE.digest


def test_a_planned_gap_between_mandates_is_declared(tmp_path: Path) -> None:
    file = tmp_path / "synthetic-2029.yaml"
    file.write_text(AFTER_2810.replace("from: 2029-01-06", "from: 2029-07-01"))
    with pytest.raises(BadReference, match="begins later than the day after resolution-2810-2025 ends"):
        load(FILES, extra_mandates=tmp_path)
    file.write_text(AFTER_2810.replace("from: 2029-01-06", "from: 2029-07-01\nafter_gap: true"))
    loaded = load(FILES, extra_mandates=tmp_path)
    assert loaded.mandate_on(date(2029, 6, 30)) is None
    assert loaded.mandate_on(date(2029, 7, 1)) == loaded.mandate("synthetic-2029")
