"""Who may see what."""

from __future__ import annotations

import pytest

from contracts.audiences import AUDIENCES, Audience, at_or_narrower, may_see, reaches


def test_a_wider_reader_sees_less() -> None:
    seen = {reader: [audience for audience in AUDIENCES if reaches(audience, reader)] for reader in AUDIENCES}
    assert seen == {
        "committee": ["committee", "council", "un", "partners", "public"],
        "council": ["council", "un", "partners", "public"],
        "un": ["un", "partners", "public"],
        "partners": ["partners", "public"],
        "public": ["public"],
    }


def test_a_named_party_sees_what_its_level_does_not() -> None:
    assert may_see("public", frozenset({"state:KEN"}), "committee", ("state:KEN",))
    assert not may_see("public", frozenset({"state:FJI"}), "committee", ("state:KEN",))
    assert not may_see("public", frozenset(), "committee", ())


@pytest.mark.parametrize(
    ("audience", "topics"),
    [
        ("committee", ()),
        ("council", ("council",)),
        ("un", ("council", "un")),
        ("public", ("council", "un", "partners", "public")),
    ],
)
def test_a_copy_goes_to_its_audience_and_each_narrower_one(audience: Audience, topics: tuple[Audience, ...]) -> None:
    assert at_or_narrower(audience) == topics
