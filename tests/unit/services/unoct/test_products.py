"""Programmes and projects cite surveys and products that are released to the UN (OP19, OP20, OP23)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.unoct.products import citations
from services.unoct.products.model import PRODUCTS
from services.unoct.projects.checks import UnknownProduct
from services.unoct.projects.commands import RegisterProject
from services.unoct.projects.model import PROJECTS
from shared.engine.notices.judging import WAITING
from tests.support.memory import Memory
from tests.unit.services.unoct.desk import (
    PROJECT,
    UNODC,
    command,
    desk,
    find_answer,
    given_project,
    product,
    project,
    types,
    withdraw_copy,
)

PROGRAMME: dict[str, Any] = {"kind": "programme", "recommendations": (), "products": ("s-1",)}


def with_programme() -> Memory:
    unoct = desk()
    unoct.handle(product(), project(**PROGRAMME))
    return unoct


def test_a_programme_that_cites_a_released_product_says_so() -> None:
    unoct = desk()
    assert unoct.handle(product()) == []
    told = unoct.handle(project(**PROGRAMME))
    assert types(told) == ["project.registered", "notice.accepted"]
    assert (told[0].data["kind"], told[0].data["products"]) == ("programme", ["s-1"])
    assert unoct.get(PRODUCTS, "s-1").cited_by == (PROJECT,)


def test_a_notice_waits_for_the_product_it_cites() -> None:
    unoct = desk()
    assert types(unoct.handle(project(**PROGRAMME))) == ["notice.waiting"]
    assert types(unoct.handle(product())) == ["project.registered", "notice.accepted"]
    assert unoct.rows[WAITING] == {}


def test_after_seven_days_a_citation_of_nothing_known_is_refused() -> None:
    unoct = desk()
    unoct.handle(project(**PROGRAMME))
    assert find_answer(unoct.turn(date(2024, 3, 28)))["code"] == "still-unknown"


def test_a_command_cannot_wait_so_the_product_it_cites_must_be_released() -> None:
    with pytest.raises(UnknownProduct) as refused:
        desk().handle(command(RegisterProject(UNODC, given_project(**PROGRAMME))))
    assert (refused.value.paragraph, refused.value.fields) == ("OP23", ("products",))


@pytest.mark.parametrize("because", ["withdrawn", "narrowed", "superseded"])
def test_the_citation_of_a_product_that_is_withdrawn_stays_on_record_and_is_marked(because: Any) -> None:
    unoct = with_programme()
    assert unoct.handle(withdraw_copy("s-1", of="product", because=because)) == []
    found = unoct.get(PROJECTS, PROJECT)
    assert (found.products, found.withdrawn_products) == (("s-1",), ("s-1",))
    assert unoct.get(PRODUCTS, "s-1").audience == "committee"


def test_what_is_withdrawn_cannot_be_newly_cited_but_who_cites_it_may_change() -> None:
    unoct = with_programme()
    unoct.handle(withdraw_copy("s-1", of="product"))
    with pytest.raises(UnknownProduct):
        unoct.handle(command(RegisterProject("urn:example:icao", given_project(**PROGRAMME))))
    assert "project.registered" in types(unoct.handle(project(**PROGRAMME, title="Another title")))
    assert unoct.get(PROJECTS, PROJECT).withdrawn_products == ("s-1",)


def test_the_mark_goes_when_the_product_is_released_again() -> None:
    unoct = with_programme()
    unoct.handle(withdraw_copy("s-1", of="product"))
    unoct.handle(product())
    assert unoct.get(PROJECTS, PROJECT).withdrawn_products == ()


def test_a_project_that_cites_it_no_longer_is_not_marked() -> None:
    unoct = with_programme()
    unoct.handle(project(**PROGRAMME | {"products": ()}))
    unoct.handle(withdraw_copy("s-1", of="product"))
    assert unoct.get(PROJECTS, PROJECT).withdrawn_products == ()


def test_a_withdrawal_marks_no_more_projects_than_its_product_remembers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citations, "MOST_REMEMBERED", 1)
    unoct = with_programme()
    unoct.handle(project(**PROGRAMME, reference="P-2"))
    assert unoct.get(PRODUCTS, "s-1").cited_by == (PROJECT,)
    unoct.handle(withdraw_copy("s-1", of="product"))
    marks = {one.reference: one.withdrawn_products for one in unoct.rows[PROJECTS].values()}
    assert (len(marks), marks["P-2"]) == (2, ())
    assert unoct.get(PROJECTS, PROJECT).withdrawn_products == ("s-1",)


def test_release_and_withdrawal_again_change_nothing() -> None:
    unoct = desk()
    release, withdrawal, again = product(), withdraw_copy("s-1", of="product"), product()
    unoct.handle(release, project(**PROGRAMME), withdrawal, again)
    before = dict(unoct.rows[PRODUCTS]), dict(unoct.rows[PROJECTS])
    assert unoct.handle(release, withdrawal, again) == []
    assert (unoct.rows[PRODUCTS], unoct.rows[PROJECTS]) == before


def test_a_product_that_was_never_released_here_is_withdrawn_without_a_word() -> None:
    unoct = desk()
    assert unoct.handle(withdraw_copy("s-1", of="product")) == []
    assert PRODUCTS not in unoct.rows
