"""Surveys and analytical products (OP19, OP20, OP23): drafted, adopted, released like reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.assessments import DisclosureChanged, ProductAdopted, ProductDrafted, ProductWithdrawn
from contracts.ids import product_id
from contracts.released import ReleasedProduct, ReleasedWithdrawn
from services.assessments.disclosure import Decision
from services.assessments.products.commands import Adoption, DraftedProduct, DraftProduct, ProductWithdrawal
from services.assessments.products.model import PRODUCTS
from services.assessments.released.model import RELEASED_COPIES
from shared.engine.rules import NotFound, Refusal
from tests.unit.services.assessments.desk import CTED, Desk, Told, about_product

SURVEY = product_id(CTED, "P1")
WIDE = Decision("public", "Permanent Mission", date(2024, 6, 20), consulted_ctc=True)


def draft(desk: Desk, **more: Any) -> Told:
    said: dict[str, Any] = {"reference": "P1", "kind": "edis", "title": "eDIS", "state": "KEN", "themes": ("cft",)}
    return desk.command(DraftProduct(CTED, DraftedProduct(**said | {"drafted_on": date(2024, 5, 1)} | more)))


def on(desk: Desk, said: object) -> Told:
    return desk.command(about_product(SURVEY, said))


def adopt_product(**more: Any) -> Desk:
    desk = Desk()
    draft(desk, **more)
    on(desk, Adoption(date(2024, 6, 10)))
    return desk


def get_refusal(desk: Desk, said: object) -> Refusal:
    with pytest.raises(Refusal) as found:
        on(desk, said)
    return found.value


def test_a_draft_is_the_committees_and_the_states_and_stands_as_it_was_sent_last() -> None:
    desk = Desk()
    told = draft(desk)
    assert (told.only(ProductDrafted).audience, told.only(ProductDrafted).parties) == ("committee", ("state:KEN",))
    assert told.released_copies == []
    assert draft(desk).outcome == "unchanged"
    assert draft(desk, title="eDIS 2024").only(ProductDrafted).title == "eDIS 2024"
    assert desk.get(PRODUCTS, SURVEY).drafted_on == date(2024, 5, 1)


@pytest.mark.parametrize(("kind", "state"), [("edis", "KEN"), ("gis", None), ("trends", None), ("analysis", "KEN")])
def test_what_the_ctc_adopts_goes_to_the_un_system(kind: str, state: str | None) -> None:
    desk = Desk()
    draft(desk, kind=kind, state=state)
    told = on(desk, Adoption(date(2024, 6, 10)))
    assert told.only(ProductAdopted).audience == "un"
    assert told.released_copies == [("council", "released.product"), ("un", "released.product")]
    assert told.all(ReleasedProduct)[0].state == state
    assert {copy.state for copy in desk.rows[RELEASED_COPIES].values()} == {state or SURVEY}  # the event's subject
    assert on(desk, Adoption(date(2024, 6, 10))).outcome == "unchanged"
    assert get_refusal(desk, Adoption(date(2024, 6, 11))).code == "known-differently"


@pytest.mark.parametrize(
    ("said", "code", "paragraph"),
    [
        ({"state": None}, "survey-of-a-state", "OP20"),
        ({"kind": "oia", "state": None}, "survey-of-a-state", "OP20"),
        ({"kind": "gis"}, "survey-of-all", "OP20"),
        ({"themes": ("no-such-theme",)}, "unknown-theme", "OP17"),
        ({"state": "PSE"}, "not-a-member-state", ""),
        ({"drafted_on": date(2024, 7, 2)}, "in-the-future", "OP2"),
        ({"drafted_on": date(1944, 7, 2)}, "before-the-united-nations", "OP2"),
    ],
)
def test_a_draft_that_cannot_be_is_refused(said: dict[str, Any], code: str, paragraph: str) -> None:
    with pytest.raises(Refusal) as refusal:
        draft(Desk(), **said)
    assert (refusal.value.code, refusal.value.paragraph) == (code, paragraph)


def test_what_the_state_asks_to_keep_narrower_never_goes_further() -> None:
    desk = Desk()
    draft(desk)
    assert get_refusal(desk, Adoption(date(2024, 6, 10), "partners")).code == "wider-than-the-un"
    told = on(desk, Adoption(date(2024, 6, 10), "council"))
    assert (told.only(ProductAdopted).audience, told.released_copies) == ("council", [("council", "released.product")])


def test_adopted_again_it_is_neither_narrowed_nor_widened_by_that_and_says_so() -> None:
    desk = adopt_product()
    narrower, wider = Adoption(date(2024, 6, 10), "committee"), Adoption(date(2024, 6, 10), "public")
    assert (get_refusal(desk, narrower).code, get_refusal(desk, narrower).fields) == (
        "known-differently",
        ("audience",),
    )
    assert get_refusal(desk, wider).code == "wider-than-the-un"
    assert on(desk, Adoption(date(2024, 6, 10), "un")).outcome == "unchanged"
    assert desk.get(PRODUCTS, SURVEY).audience == "un"


def test_what_is_adopted_is_not_drafted_again() -> None:
    desk = adopt_product()
    assert draft(desk).outcome == "unchanged"
    with pytest.raises(Refusal) as refusal:
        draft(desk, title="Other", summary="Other")
    assert (refusal.value.code, refusal.value.fields) == ("known-differently", ("title", "summary"))


def test_a_states_survey_goes_wider_than_the_un_only_if_the_ctc_was_consulted() -> None:
    desk = adopt_product()
    alone = Decision("partners", "Permanent Mission", date(2024, 6, 20))
    assert (get_refusal(desk, alone).code, get_refusal(desk, alone).paragraph) == ("wider-than-the-un", "OP19")
    told = on(desk, WIDE)
    assert told.only(DisclosureChanged).of == "product"
    assert told.released_copies == [("partners", "released.product"), ("public", "released.product")]
    assert on(desk, WIDE).outcome == "unchanged"


def test_a_product_about_no_single_state_needs_consultation_alone() -> None:
    desk = adopt_product(kind="trends", state=None)
    alone = Decision("public", "CTED", date(2024, 6, 20))
    assert (get_refusal(desk, alone).code, get_refusal(desk, alone).paragraph) == ("wider-than-the-un", "OP19")
    told = on(desk, replace(alone, consulted_ctc=True))
    assert [audience for audience, _ in told.released_copies] == ["partners", "public"]
    assert told.only(DisclosureChanged).parties == ()


def test_a_narrowed_choice_takes_it_back() -> None:
    desk = adopt_product()
    told = on(desk, Decision("committee", "Permanent Mission", date(2024, 6, 20), ("body:unoct",)))
    assert [(gone.of, gone.id, gone.because) for gone in told.all(ReleasedWithdrawn)] == [
        ("product", SURVEY, "narrowed")
    ] * 2
    assert desk.get(PRODUCTS, SURVEY).parties == ("state:KEN", "body:unoct")
    assert desk.rows[RELEASED_COPIES] == {}


def test_a_withdrawn_product_is_the_committees_record() -> None:
    desk = adopt_product()
    gone = ProductWithdrawal(date(2024, 6, 25), "A mistake.")
    told = on(desk, gone)
    assert told.only(ProductWithdrawn).reason == "A mistake."
    assert {copy.because for copy in told.all(ReleasedWithdrawn)} == {"withdrawn"}
    assert on(desk, gone).outcome == "unchanged"
    assert get_refusal(desk, WIDE).code == "product-was-withdrawn"
    assert get_refusal(desk, Adoption(date(2024, 6, 26))).code == "product-was-withdrawn"
    assert get_refusal(desk, ProductWithdrawal(date(2024, 6, 26), "A mistake.")).fields == ("withdrawn_on",)


def test_a_draft_that_is_withdrawn_was_released_to_nobody() -> None:
    desk = Desk()
    draft(desk)
    assert get_refusal(desk, WIDE).code == "not-yet-adopted"
    assert on(desk, ProductWithdrawal(date(2024, 6, 25), "X")).released_copies == []


def test_a_product_has_no_parts_and_its_days_come_in_order() -> None:
    desk = adopt_product()
    assert get_refusal(desk, Decision("un", "X", date(2024, 6, 20), in_part=("f1",))).code == "not-a-part"
    assert get_refusal(desk, Decision("un", "X", date(2024, 6, 9))).code == "dates-contradict"
    assert get_refusal(desk, ProductWithdrawal(date(2024, 6, 9), "X")).code == "dates-contradict"
    with pytest.raises(NotFound):
        on(Desk(), WIDE)
