"""Who may send which notice: every type, in whose name it speaks, of whose assessment, and with whose consent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydantic_core import to_json

from contracts.catalog import EVENTS, NOTICES, decode_notice
from contracts.notices import NoticeData
from contracts.tools.example_data import example
from services.exchange.notices.entitlement import VOICES, NotEntitled, check_sender, what_senders_read
from shared.engine.principals import OWNER, Principal, register_owner
from tests.support.frozen import REFERENCE

OURS, THEIRS = "urn:example:ours", "urn:example:theirs"
ALL = frozenset({"*"})
SENDER = Principal("sender", "un", sources=frozenset({OURS}), notice_types=ALL)
OF_CTED = replace(SENDER, bodies=frozenset({"cted"}))
OF_UNODC = replace(SENDER, bodies=frozenset({"unodc"}))
OF_KENYA = replace(SENDER, audience="public", parties=frozenset({"state:KEN"}))
OFFICER = replace(OF_CTED, audience="committee", may_command=True)


def notice(name: str, **data: Any) -> NoticeData:
    type_ = f"notice.{name}.v1"
    told = example(type_).model_dump(mode="json", exclude_none=True) | {"assessment_source": None} | data
    known = EVENTS[type_].model_fields
    return decode_notice(type_, to_json({name: value for name, value in told.items() if name in known}))


def build_submission(audience: str | None = None, wider_release: object = None) -> NoticeData:
    found = example("notice.assessment.submitted.v1").model_dump(mode="json", exclude_none=True)
    parts = [{**one, "audience": audience} for one in found["recommendations"]]
    return notice("assessment.submitted", recommendations=parts, findings=[], wider_release=wider_release)


def code_of_refusal(sent: NoticeData, *senders: Principal, source: str = OURS) -> str:
    """The code of the refusal; empty where there is none."""
    try:
        check_sender(senders, source, sent, REFERENCE)
    except NotEntitled as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize("type_", sorted(NOTICES))
def test_every_type_of_notice_says_in_whose_name_it_speaks(type_: str) -> None:
    assert EVENTS[type_] in VOICES, f"{type_}: say in services/exchange/notices/entitlement.py who may send it"


@pytest.mark.parametrize("type_", sorted(NOTICES))
def test_what_was_not_granted_cannot_be_sent(type_: str) -> None:
    sent = notice(type_.removeprefix("notice.").removesuffix(".v1"), wider_release=None)
    assert code_of_refusal(sent, replace(OF_CTED, notice_types=frozenset())) == "not-your-notice"
    assert code_of_refusal(sent, replace(SENDER, bodies=frozenset())) == "not-your-body"
    assert code_of_refusal(sent) == "not-your-source"
    assert code_of_refusal(sent, OFFICER, source=THEIRS) == "not-your-source"


def test_a_right_is_for_one_type() -> None:
    plans = replace(OF_UNODC, notice_types=frozenset({"notice.visit.planned"}))
    assert code_of_refusal(notice("visit.planned", body="UNODC"), plans) == ""
    assert code_of_refusal(notice("project.registered", lead_body="UNODC"), plans) == "not-your-notice"


@pytest.mark.parametrize("name", ["submitted", "corrected", "received", "withdrawn"])
def test_only_who_speaks_for_cted_speaks_of_final_assessments(name: str) -> None:
    sent = notice(f"assessment.{name}", wider_release=None)
    assert code_of_refusal(sent, OF_CTED) == ""
    assert code_of_refusal(sent, OF_UNODC) == "not-your-body"
    assert code_of_refusal(sent, OF_KENYA) == "not-your-body"


@pytest.mark.parametrize(("name", "field"), [("visit.planned", "body"), ("project.registered", "lead_body")])
def test_nobody_plans_visits_or_leads_projects_in_another_body_s_name(name: str, field: str) -> None:
    assert code_of_refusal(notice(name, **{field: "UNODC"}), OF_UNODC) == ""
    assert code_of_refusal(notice(name, **{field: "unodc"}), OF_UNODC) == ""
    assert code_of_refusal(notice(name, **{field: "CTED"}), OF_UNODC) == "not-your-body"
    assert code_of_refusal(notice(name, **{field: "CTED"}), OF_KENYA) == "not-your-body"
    assert code_of_refusal(notice(name, **{field: "UN Women"}), replace(SENDER, bodies=frozenset({"un-women"}))) == ""
    assert code_of_refusal(notice(name, **{field: "UN Women"}), replace(SENDER, bodies=ALL)) == ""


def test_a_response_comes_from_the_state_itself_or_from_whom_its_letter_reached() -> None:
    sent = notice("response.received", state="KEN")
    assert code_of_refusal(sent, OF_KENYA) == ""
    assert code_of_refusal(sent, OF_CTED) == ""
    assert code_of_refusal(sent, OF_UNODC) == "not-your-body"
    assert code_of_refusal(notice("response.received", state="UGA"), OF_KENYA) == "not-your-state"


def test_nobody_speaks_of_another_source_s_assessment_but_a_state_in_its_response() -> None:
    of_theirs = {"assessment_source": THEIRS, "state": "KEN"}
    for name in ("assessment.received", "assessment.withdrawn", "response.received"):
        assert code_of_refusal(notice(name, **of_theirs), OF_CTED) == "not-your-assessment"
        assert code_of_refusal(notice(name, **of_theirs), replace(OF_CTED, sources=frozenset({OURS, THEIRS}))) == ""
        assert code_of_refusal(notice(name, **of_theirs), OWNER) == ""
    assert code_of_refusal(notice("response.received", **of_theirs), OF_KENYA) == ""


@pytest.mark.parametrize("audience", ["committee", "council", "un", None])
def test_a_narrower_audience_needs_nobody_s_consent(audience: str | None) -> None:
    assert code_of_refusal(build_submission(audience), OF_CTED) == ""


def test_a_publisher_brings_no_consent_of_a_state() -> None:
    noted = {"decided_by": "Permanent Mission", "decided_on": "2024-06-14", "consulted_ctc": True}
    for sent in (build_submission("partners"), build_submission("public", noted), build_submission("un", noted)):
        assert code_of_refusal(sent, OF_CTED) == "not-your-consent"
        assert code_of_refusal(sent, OFFICER) == ""
        assert code_of_refusal(sent, replace(OF_CTED, parties=frozenset({"state:KEN"}))) == ""
        assert code_of_refusal(sent, replace(OF_CTED, parties=frozenset({"state:FRA"}))) == "not-your-consent"


def test_a_refusal_names_the_fields_the_paragraph_and_the_command() -> None:
    with pytest.raises(NotEntitled) as widened:
        check_sender([OF_CTED], OURS, build_submission("public"), REFERENCE)
    assert (widened.value.fields, widened.value.paragraph) == (("recommendations.audience",), "OP19")
    with pytest.raises(NotEntitled) as plan:
        check_sender([OF_UNODC], OURS, notice("visit.planned", body="CTED"), REFERENCE)
    assert plan.value.fields == ("body",)
    assert "`ctc tokens change NAME --body cted`" in plan.value.sentence


def test_a_registered_publisher_is_told_how_its_registration_is_changed() -> None:
    publisher = replace(OF_UNODC, parties=frozenset({"publisher:sender"}))
    sent = notice("visit.planned", body="CTED")
    for one, words in (
        (
            replace(publisher, notice_types=frozenset()),
            "`POST /publishers/sender/changes`, with `notice.visit.planned`",
        ),
        (publisher, "its own body alone"),
    ):
        with pytest.raises(NotEntitled) as refused:
            check_sender([one], OURS, sent, REFERENCE)
        assert words in refused.value.sentence


def test_one_of_several_senders_is_enough_but_their_rights_do_not_add_up() -> None:
    plans, projects = (replace(SENDER, notice_types=frozenset({f"notice.{one}"})) for one in ("visit.planned", "x"))
    sent = notice("visit.planned", body="UNODC")
    assert code_of_refusal(sent, projects, replace(plans, bodies=frozenset({"unodc"}))) == ""
    assert code_of_refusal(sent, replace(projects, bodies=frozenset({"unodc"})), plans) != ""


def test_a_body_that_is_not_listed_is_left_to_the_rule_that_says_so() -> None:
    assert code_of_refusal(notice("visit.planned", body="Ministry of Silly Walks"), OF_UNODC) == ""


def test_the_owner_s_token_speaks_for_everybody_and_so_does_its_laptop_on_kafka_but_of_no_other_source() -> None:
    for type_ in sorted(NOTICES):
        assert code_of_refusal(notice(type_.removeprefix("notice.").removesuffix(".v1")), OWNER, source=THEIRS) == ""
    there = register_owner(OURS)
    assert code_of_refusal(build_submission("public"), there) == ""
    assert code_of_refusal(notice("assessment.withdrawn", assessment_source=THEIRS), there) == "not-your-assessment"
    assert code_of_refusal(build_submission(), there, source=THEIRS) == "not-your-source"


def test_the_owner_is_told_what_every_one_of_the_senders_may_read() -> None:
    state, body = Principal("a", "public", frozenset({"state:KEN"})), Principal("b", "un", frozenset({"state:KEN"}))
    assert what_senders_read([body]) == ("un", ("state:KEN",))
    assert what_senders_read([body, state]) == ("public", ("state:KEN",))
    assert what_senders_read([Principal("c", "committee"), body]) == ("un", ())
    assert what_senders_read([]) == (None, ())
