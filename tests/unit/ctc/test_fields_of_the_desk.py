"""Values as a desk officer writes them: the same as JSON, or told which field is wrong and how to write it."""

from __future__ import annotations

import pytest

from ctc.desk.fields import Field, NotReadable, read_fields, read_thing

REASON = {
    "type": "object",
    "required": ["code"],
    "properties": {"code": {"type": "string"}, "evidence": {"anyOf": [{"type": "string"}, {"type": "null"}]}},
}
ENTRY = {
    "type": "object",
    "required": ["state"],
    "properties": {
        "came": {"type": "boolean", "description": "Whether it came."},
        "kind": {"enum": ["desk", "focused"], "description": 'Absent: `"desk"`.'},
        "pillar": {"anyOf": [{"type": "integer", "minimum": 1.0, "maximum": 4.0}, {"type": "null"}]},
        "reasons": {"type": "array", "items": {"$ref": "#/components/schemas/Reason"}, "description": "Absent: `[]`."},
        "state": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "themes": {"type": "array", "items": {"type": "string"}},
        "visit": {"anyOf": [{"$ref": "#/components/schemas/Reason"}, {"type": "null"}]},
        "asked_on": {"type": "string", "format": "date", "description": "Absent: today. No earlier day."},
    },
}
FIELDS = read_fields(ENTRY, {"Reason": REASON})


def test_what_must_be_said_comes_first_and_each_field_is_known_by_its_kind() -> None:
    assert [(one.name, one.kind, one.many) for one in FIELDS] == [
        ("state", "text", False),
        ("came", "flag", False),
        ("kind", "choice", False),
        ("pillar", "number", False),
        ("reasons", "thing", True),
        ("themes", "text", True),
        ("visit", "thing", False),
        ("asked_on", "day", False),
    ]
    by_name = {one.name: one for one in FIELDS}
    assert by_name["kind"].otherwise == "desk"
    assert by_name["reasons"].otherwise is None
    assert (by_name["came"].about, by_name["came"].otherwise) == ("Whether it came.", None)
    assert (by_name["asked_on"].about, by_name["asked_on"].otherwise) == ("No earlier day.", "today")
    assert (by_name["pillar"].least, by_name["pillar"].most) == (1, 4)


@pytest.mark.parametrize(
    ("name", "many", "option"),
    [
        ("themes", True, "--theme"),
        ("bodies", True, "--body"),
        ("steps", False, "--steps"),
        ("due_on", False, "--due-on"),
    ],
)
def test_an_option_that_can_be_repeated_is_named_in_the_singular(name: str, many: bool, option: str) -> None:
    assert Field(name, "text", many=many).option == option


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("state=KEN", {"state": "KEN"}),
        ("state=KEN theme=cft themes=travel", {"state": "KEN", "themes": ["cft", "travel"]}),
        ("came=yes pillar=2", {"came": True, "pillar": 2}),
        (
            'reason.code=events reason.evidence="An attack."',
            {"reasons": [{"code": "events", "evidence": "An attack."}]},
        ),
        ("reason.code=events reason.code=trends", {"reasons": [{"code": "events"}, {"code": "trends"}]}),
        ("visit.code=x visit.evidence=y", {"visit": {"code": "x", "evidence": "y"}}),
        ('{"state": "KEN", "reasons": []}', {"state": "KEN", "reasons": []}),
    ],
)
def test_a_thing_is_written_in_words_or_as_json(words: str, thing: object) -> None:
    assert read_thing(FIELDS, words) == thing


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("KEN", "KEN: write name=value, of state, came, kind, "),
        ("stat=KEN", "there is no stat: take of state, came, kind, "),
        ("came=perhaps", "came=perhaps: write yes or no"),
        ("pillar=two", "pillar=two: write a whole number"),
        ("kind=other", "kind=other: take one of desk, focused"),
        ("reason.why=x", "there is no why: take of code, evidence"),
        ('state="KEN', "No closing quotation"),
        ("{", "is no JSON: "),
    ],
)
def test_what_is_not_written_as_its_field_demands_is_told(words: str, message: str) -> None:
    with pytest.raises(NotReadable, match=message):
        read_thing(FIELDS, words)
