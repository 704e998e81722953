"""The facts that the product stands on; how they are read is tested on files of the tests' own."""

import re
import shutil
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

import reference
from reference import AfterAnchor, DateInRequest, FixedDate, Mandate, Periodic, TimesAYear, Yearly, load
from tests.support.frozen import FILES
from tests.support.frozen import REFERENCE as FROZEN

REFERENCE = load()
"""The product's: what is added to it breaks no test here."""


def mandate(mandate_id: str) -> Mandate:
    found = REFERENCE.mandate(mandate_id)
    assert found is not None
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The tests' own files, to be changed."""
    shutil.copytree(FILES, tmp_path / "copy")
    return tmp_path / "copy"


def test_there_are_193_member_states_with_names_in_six_languages() -> None:
    assert len(REFERENCE.states) == 193
    for state in REFERENCE.states:
        assert set(state.names) == set(state.formal_names) == {"ar", "zh", "en", "fr", "ru", "es"}
        assert all(state.names.values())


def test_a_state_is_found_by_its_id() -> None:
    kenya = REFERENCE.member("KEN")
    assert kenya is not None
    assert (kenya.name, kenya.region, kenya.regional_group) == ("Kenya", "Africa", "African States")
    assert REFERENCE.member("ken") is None


def test_a_later_code_is_an_alias_and_the_id_stays(copy: Path) -> None:
    states = copy / "member_states.csv"
    text = states.read_text("utf-8")
    states.write_text(text.replace("African States,,,,Kenya", "African States,KNY KYA,,,Kenya"), "utf-8")
    changed = load(copy)
    assert changed.member("KYA") == changed.member("KEN")
    assert changed.member("KYA") is not None


def test_membership_has_its_dates(copy: Path) -> None:
    states = copy / "member_states.csv"
    text = states.read_text("utf-8")
    changed = text.replace("African States,,,,Kenya", "African States,,2002-05-20,2030-01-01,Kenya")
    assert changed != text
    states.write_text(changed, "utf-8")
    loaded = load(copy)
    assert loaded.member("KEN", date(2002, 5, 19)) is None
    assert loaded.member("KEN", date(2002, 5, 20)) is not None
    assert loaded.member("KEN", date(2029, 12, 31)) is not None
    assert loaded.member("KEN", date(2030, 1, 1)) is None
    assert loaded.member("KEN") is not None
    assert loaded.reason_not_member("KEN") == "KEN was not a Member State on that day."


def test_a_member_is_one_on_every_day_to_come() -> None:
    assert REFERENCE.member("KEN", date.max) is not None


@pytest.mark.parametrize(
    ("code", "admitted_on"),
    [
        ("CHE", date(2002, 9, 10)),
        ("TLS", date(2002, 9, 27)),
        ("MNE", date(2006, 6, 28)),
        ("SSD", date(2011, 7, 14)),
    ],
)
def test_who_was_admitted_since_the_ctc_exists_was_none_before(code: str, admitted_on: date) -> None:
    assert REFERENCE.member(code, admitted_on) is not None
    assert REFERENCE.member(code, admitted_on - timedelta(days=1)) is None


@pytest.mark.parametrize("code", ["HKG", "TWN", "PSE", "VAT", "COK", "KSV", "XKX"])
def test_a_jurisdiction_that_is_no_member_state_is_told_why(code: str) -> None:
    assert REFERENCE.member(code) is None
    assert REFERENCE.reason_not_member(code).startswith(f"{code} is no Member State: ")


def test_a_code_of_nothing_is_told_so() -> None:
    assert REFERENCE.reason_not_member("XXQ") == "'XXQ' is no Member State's alpha-3 code."


def test_no_jurisdiction_stands_on_both_lists() -> None:
    assert not {one.code for one in REFERENCE.non_members} & {state.id for state in REFERENCE.states}


def test_the_themes_are_those_of_the_resolution() -> None:
    paragraphs = {theme.code: theme.paragraphs for theme in REFERENCE.themes}
    assert paragraphs["cft"] == ("OP31",)
    assert paragraphs["travel"] == ("OP7", "OP38")
    assert paragraphs["border-security"] == ()
    assert {theme.code for theme in REFERENCE.themes if theme.cross_cutting} >= {
        "human-rights", "gender", "children", "youth", "civil-society",
    }  # fmt: skip
    cft = REFERENCE.theme("cft")
    assert cft is not None
    assert cft.title == "Countering the financing of terrorism"
    assert REFERENCE.theme("weather") is None


@pytest.mark.parametrize(
    ("day", "governs"),
    [
        (date(2017, 12, 30), None),
        (date(2017, 12, 31), "resolution-2395-2017"),  # adopted in 2017, on a day that is not at hand
        (date(2021, 12, 29), "resolution-2395-2017"),
        (date(2021, 12, 30), "resolution-2617-2021"),  # both in force: the latest adopted governs
        (date(2025, 12, 31), "resolution-2617-2021"),
        (date(2026, 1, 1), "resolution-2810-2025"),
        (date(2029, 1, 5), "resolution-2810-2025"),
        (date(2029, 1, 6), None),
    ],
)
def test_of_several_in_force_the_latest_adopted_governs(day: date, governs: str | None) -> None:
    found = FROZEN.mandate_on(day)
    assert (found.id if found else None) == governs


def test_2617_has_every_obligation_with_its_rule() -> None:
    rows = [(one.paragraph, one.id, one.rule) for one in mandate("resolution-2617-2021").obligations or ()]
    assert rows == [
        ("OP2", "interim-review", FixedDate("fixed_date", date(2023, 12, 31))),
        ("OP2", "end-of-mandate", FixedDate("fixed_date", date(2025, 12, 31))),
        ("OP7", "travel-report", FixedDate("fixed_date", date(2022, 12, 31))),
        ("OP11", "mandate-review", AfterAnchor("after_anchor", "adopted", "P6M")),
        ("OP12", "visit-list", Yearly("yearly")),
        ("OP14", "assessment-process-report", FixedDate("fixed_date", date(2023, 3, 30))),
        ("OP16", "follow-up-report", AfterAnchor("after_anchor", "submitted_to_ctc_on", "P12M")),
        ("practice", "state-response", AfterAnchor("after_anchor", "received_by_state_on", "P6M")),
        ("practice", "factual-observations", AfterAnchor("after_anchor", "draft_shared_on", "P30D")),
        ("OP17", "annual-review", Yearly("yearly")),
        ("OP17", "requested-briefing", DateInRequest("date_in_request")),
        ("OP17", "thematic-meetings", Periodic("periodic")),
        ("OP18", "annual-report", Yearly("yearly")),
        ("OP18", "informal-consultations", Yearly("yearly")),
        ("OP24", "heads-meeting", Periodic("periodic")),
        ("OP24", "joint-report", FixedDate("fixed_date", date(2022, 3, 30))),
        ("OP25", "unoct-briefing", TimesAYear("times_a_year", 2)),
        ("OP25", "unoct-follow-up-meetings", Periodic("periodic")),
        ("OP36", "women-consultations", Periodic("periodic")),
    ]


def test_each_duty_has_one_clock() -> None:
    timed_by = {one.id: one.timed_by for one in mandate("resolution-2617-2021").obligations or ()}
    assert {name: service for name, service in timed_by.items() if service != "council"} == {
        "follow-up-report": "followup",
        "state-response": "followup",
        "factual-observations": "assessments",
    }


def test_a_successor_revives_recurring_obligations_never_one_off_ones() -> None:
    renewed = {one.id for one in mandate("resolution-2810-2025").obligations or ()}
    one_off = {"interim-review", "end-of-mandate", "travel-report", "mandate-review"}
    one_off |= {"assessment-process-report", "joint-report"}
    assert renewed == {one.id for one in mandate("resolution-2617-2021").obligations or ()} - one_off
    assert mandate("resolution-2810-2025").text == "not at hand"


def test_what_is_not_at_hand_of_a_mandate_is_null_and_bounded_by_what_is() -> None:
    before, last = mandate("resolution-2395-2017"), mandate("resolution-2810-2025")
    assert (before.adopted, last.adopted) == (2017, 2025)
    assert (before.in_force_from, before.in_force_until) == (date(2017, 12, 31), date(2021, 12, 29))
    assert last.adopted_by == mandate("resolution-2617-2021").in_force_until
    file = (Path(reference.__file__).parent / "mandates" / "resolution-2395-2017.yaml").read_text("utf-8")
    assert not re.findall(r"\d{4}-\d{2}-\d{2}", file), "a day that no source at hand gives"


def test_no_duty_is_read_from_a_text_that_is_not_at_hand() -> None:
    assert mandate("resolution-2395-2017").text == "not at hand"
    assert mandate("resolution-2395-2017").obligations is None


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("first", "comprehensive"),
        ("comprehensive", "comprehensive"),
        ("follow-up", "follow-up"),
        ("second-follow-up", "follow-up"),
        ("Third Follow_up", "follow-up"),
        ("second-comprehensive", "comprehensive"),
        ("regional-high-level", "regional"),
        ("", "not stated"),
        ("  ", "not stated"),
        ("second", None),
        ("second-", None),
        ("courtesy", None),
        ("second-courtesy", None),
    ],
)
def test_visit_types_are_read_through_the_table_of_aliases(written: str, kind: str | None) -> None:
    assert REFERENCE.practice.visit_kind(written) == kind


def test_a_desk_assessment_opens_a_cycle_and_a_follow_up_visit_does_not() -> None:
    opens = REFERENCE.practice.opens_cycle
    assert {kind for kind, does in opens.items() if does} == {"comprehensive", "focused", "desk", "regional"}
    assert {kind for kind, does in opens.items() if not does} == {"follow-up", "advocacy"}


def test_the_same_files_give_the_same_digest_and_any_change_another(copy: Path) -> None:
    assert load(copy).digest == FROZEN.digest
    practice = copy / "practice.yaml"
    practice.write_bytes(practice.read_bytes() + b"# one more word\n")
    assert load(copy).digest != FROZEN.digest


def test_loading_stands_on_the_start_up_path_and_is_quick() -> None:
    def seconds() -> float:
        begun = time.process_time()
        load()
        return time.process_time() - begun

    assert min(seconds() for _ in range(3)) < 0.06


@pytest.mark.parametrize("written", ["UN Women", "un-women", "UN WOMEN", "un women"])
def test_a_body_is_known_however_it_is_written(written: str) -> None:
    found = REFERENCE.body(written)
    assert found is not None
    assert (found.id, found.name, found.sector) == ("un-women", "UN Women", "compact")


def test_a_body_is_known_by_an_alias_and_one_that_is_not_listed_is_not_known() -> None:
    monitoring = REFERENCE.body("Monitoring Team")
    assert monitoring is not None
    assert monitoring.name == "1267 Monitoring Team"
    assert REFERENCE.body("Ministry of Silly Walks") is None
    cted = REFERENCE.body("CTED")
    assert cted is not None
    assert cted.sector is None


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("KSV", "in the context of Security Council resolution 1244 (1999)."),
        ("TWN", "Taiwan Province of China is not among the 193 Member States."),
        ("HKG", "Hong Kong is a special administrative region of China, not itself a Member State."),
        ("FLK", "concerning sovereignty over the Falkland Islands (Malvinas)."),
    ],
)
def test_a_jurisdiction_is_named_as_the_united_nations_name_it_with_their_note(code: str, said: str) -> None:
    assert REFERENCE.reason_not_member(code).endswith(said)


def test_every_member_is_in_a_regional_group_and_who_has_a_place_of_its_own_has_a_note() -> None:
    sizes = Counter(state.regional_group for state in REFERENCE.states)
    assert [sizes[group] for group in REFERENCE.usage.regional_groups] == [54, 54, 23, 33, 29]
    assert set(REFERENCE.usage.group_notes) == {"TUR", "USA"}
