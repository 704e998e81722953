"""What a principal may see, and for whom it may speak."""

from __future__ import annotations

import pytest

from shared.engine.principals import PUBLIC, Principal

UNOCT = Principal("unoct", "un", frozenset({"body:unoct"}), frozenset({"/unoct"}))


def test_a_principal_sees_what_is_for_its_audience_or_a_wider_one() -> None:
    assert UNOCT.sees("un")
    assert UNOCT.sees("public")
    assert not UNOCT.sees("council")
    assert not PUBLIC.sees("partners")


def test_a_party_sees_what_names_it_however_narrow_the_audience() -> None:
    assert UNOCT.sees("committee", ("state:KEN", "body:unoct"))
    assert not UNOCT.sees("committee", ("state:KEN",))


@pytest.mark.parametrize(("source", "may"), [("/unoct", True), ("/unoct/x", False), ("/cted", False), ("", False)])
def test_a_principal_speaks_for_its_own_sources_only(source: str, may: bool) -> None:
    assert UNOCT.speaks_for(source) is may


def test_a_star_speaks_for_any_source_and_the_public_for_none() -> None:
    assert Principal("bridge", sources=frozenset({"*"})).speaks_for("/cted")
    assert not PUBLIC.speaks_for("*")


def test_what_is_internal_to_a_state_is_the_committees_and_its_own() -> None:
    kenya = Principal("kenya", "un", frozenset({"state:KEN", "body:x"}))
    assert [kenya.insider(state) for state in ("KEN", "UGA", None)] == [True, False, False]
    assert Principal("member", "committee").insider(None)
    assert kenya.states == ["KEN"]
