"""The commands of desk officers: each example is one that the system takes, and what is refused names options."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import jsonschema_rs
import orjson
import pytest
from pydantic import TypeAdapter

from ctc.desk import commands
from ctc.desk.commands import THINGS, build_corrections
from ctc.desk.operations import FILES
from ctc.desk.table import Thing, Verb
from ctc.errors import Refused
from services.assessments.consents import correcting as consent
from services.assessments.consents import correcting_lists as programme
from services.assessments.products import correcting as product
from services.assessments.visit_requests import correcting as visit_request
from services.council.activities import correcting as activity
from services.council.obligations import correcting as obligation
from services.followup.meetings import correcting as meeting
from services.followup.reports import correcting as cycle
from services.followup.responses import correcting as response
from services.unoct.briefings import correcting as briefing
from services.unoct.cases import correcting as case
from services.unoct.steps import correcting as step
from tests.support.command_line import invoke as ctc

VERBS = [(thing, verb) for thing in [*THINGS.values(), *build_corrections()] for verb in thing.verbs]
FIELDS_OF: dict[str, Any] = {
    "activity": activity.CORRECTABLE.fields,
    "briefing": briefing.CORRECTABLE.fields,
    "case": case.CORRECTABLE.fields,
    "consent": consent.CORRECTABLE.fields,
    "cycle": cycle.CORRECTABLE.fields,
    "meeting": meeting.CORRECTABLE.fields,
    "obligation": obligation.CORRECTABLE.fields,
    "product": product.CORRECTABLE.fields,
    "programme": programme.CORRECTABLE.fields,
    "response": response.CORRECTABLE.fields,
    "step": step.CORRECTABLE.fields,
    "visit-request": visit_request.CORRECTABLE.fields,
}
NAMES = [f"{thing.name} {verb.name}" for thing, verb in VERBS]


AGREE = ("visit", "agree", "a-visit", "--agreed-on", "2024-02-01")


@dataclass
class System:
    """Stands for the running system: takes note of what it is asked, and gives the answer that is set."""

    status: int = 200
    answer: object = field(default_factory=lambda: {"id": "the-id", "outcome": "accepted", "items": [], "next": None})
    asked: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return httpx.Response(self.status, json=self.answer)


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    stands = System()

    @contextmanager
    def connect(_data: object) -> Iterator[httpx.Client]:
        with httpx.Client(transport=httpx.MockTransport(stands), base_url="http://system") as client:
            yield client

    monkeypatch.setattr(commands, "connect", connect)
    return stands


@pytest.mark.parametrize(("thing", "verb"), VERBS, ids=NAMES)
def test_the_example_of_each_command_asks_for_what_the_documents_describe(
    thing: Thing, verb: Verb, system: System
) -> None:
    result = ctc(thing.name, verb.name, *shlex.split(verb.example))
    assert result.exit_code == 0, result.stderr
    (request,) = system.asked
    document = orjson.loads((FILES / f"{verb.service or thing.service}.json").read_bytes())
    method, _, path = verb.operation.partition(" ")
    assert request.method == method
    assert len(request.url.path.split("/")) == len(path.split("/"))
    assert "{" not in request.url.path
    operation = document["paths"][path][method.lower()]
    if method == "GET":
        assert set(request.url.params) <= {one["name"] for one in operation.get("parameters", ())}
        return
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    jsonschema_rs.validate(schema | {"components": document["components"]}, orjson.loads(request.content))


@pytest.mark.parametrize(("thing", "verb"), VERBS, ids=NAMES)
def test_the_help_of_each_command_shows_its_example_and_speaks_of_no_http(thing: Thing, verb: Verb) -> None:
    help_text = ctc(thing.name, verb.name, "-h").stdout
    assert "Example: ctc" in help_text
    for word in ("POST ", "GET ", "HTTP", "The body of", "If-Match", "endpoint"):
        assert word not in help_text


@pytest.mark.parametrize("thing", build_corrections(), ids=lambda thing: thing.verbs[0].name)
def test_the_help_of_a_correction_names_a_field_that_its_kind_of_record_has(thing: Thing) -> None:
    (verb,) = thing.verbs
    fields = FIELDS_OF[verb.name]
    words = shlex.split(verb.example)
    field_, value = words[words.index("--field") + 1], words[words.index("--value") + 1]
    TypeAdapter(fields[re.sub(r"\d+", "*", field_)]).validate_python(value)
    assert "{CORRECT}" not in ctc("correct", verb.name, "-h").stdout


ELSEWHERE = re.compile("/services/|/imports/|/clock|/rebuilds|/reports/")
"""What operators do, files, and what `ctc report` is for."""


@pytest.mark.parametrize("service", ["assessments", "followup", "unoct", "council"])
def test_every_command_of_the_business_can_be_given_from_the_command_line(service: str) -> None:
    paths = orjson.loads((FILES / f"{service}.json").read_bytes())["paths"]
    commands_over_http = {path for path, methods in paths.items() if "post" in methods and not ELSEWHERE.match(path)}
    given = {verb.operation.removeprefix("POST ") for thing, verb in VERBS if thing.service == service}
    assert commands_over_http - given == set(), "add a line to one of the files ctc/desk/of_*.py"


ENDS = {"withdrawn_on", "cancelled_on", "closed", "lifecycle"}
"""Fields that say of a thing that it stands no more."""
LISTS = [(thing, verb) for thing, verb in VERBS if verb.name == "list" or verb.columns]


@pytest.mark.parametrize(("thing", "verb"), LISTS, ids=[f"{thing.name} {verb.name}" for thing, verb in LISTS])
def test_what_a_list_shows_is_what_its_things_have(thing: Thing, verb: Verb) -> None:
    document = orjson.loads((FILES / f"{verb.service or thing.service}.json").read_bytes())
    path = verb.operation.removeprefix("GET ")
    answer = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    page = document["components"]["schemas"][answer.rpartition("/")[2]]
    one = document["components"]["schemas"][page["properties"]["items"]["items"]["$ref"].rpartition("/")[2]]
    columns = set(verb.columns or thing.columns)
    assert columns <= set(one["properties"])
    ends = ENDS & set(one["properties"])
    assert not ends or columns & (ends | {"status"}), (
        "a thing that was withdrawn or cancelled must not look like others"
    )


def test_a_command_prints_the_id_and_the_whole_answer_as_json(system: System) -> None:
    assert (ctc(*AGREE).stdout, ctc(*AGREE).stderr) == ("the-id\n", "")
    assert orjson.loads(ctc(*AGREE, "--json").stdout) == system.answer


def test_the_same_command_again_says_that_nothing_changed(system: System) -> None:
    system.answer = {"id": "the-id", "outcome": "unchanged"}
    assert (ctc(*AGREE).stdout, ctc(*AGREE).stderr) == ("the-id\n", "nothing changed: it was so already\n")


def test_a_list_prints_a_line_for_each_thing_page_after_page(system: System) -> None:
    system.answer = {"items": [{"id": "a", "state": "KEN", "kind": "focused", "status": "planned"}], "next": None}
    assert ctc("visit", "list", "--state", "KEN").stdout == "a  KEN  focused  planned  -\n"
    assert system.asked[0].url.params["state"] == "KEN"


def test_what_is_not_said_is_not_sent(system: System) -> None:
    ctc("meeting", "answer", "m", "--state", "KEN", "--not-coming", "--answered-on", "2025-01-20")
    assert orjson.loads(system.asked[0].content) == {"state": "KEN", "coming": False, "answered_on": "2025-01-20"}


def test_things_can_come_from_a_file_of_json_or_json_lines(system: System, tmp_path: Any) -> None:
    lines, whole = tmp_path / "entries.jsonl", tmp_path / "entries.json"
    lines.write_text('{"state": "KEN"}\n{"state": "FJI"}\n')
    whole.write_text('[{"state": "KEN"}, {"state": "FJI"}]')
    for file in (lines, whole):
        ctc("programme", "adopt", "--year", "2024", "--adopted-on", "2024-01-10", "--entry", f"@{file}")
    assert [[one["state"] for one in orjson.loads(request.content)["entries"]] for request in system.asked] == [
        ["KEN", "FJI"],
        ["KEN", "FJI"],
    ]


def test_a_refusal_is_told_with_its_rule_its_paragraph_and_the_option(system: System) -> None:
    system.status, system.answer = 409, {
        "title": "The State was not asked.",
        "detail": "Ask it first.",
        "fields": ["entries.0.state"],
        "rule": "4",
        "paragraph": "OP12",
        "status": 409,
    }  # fmt: skip
    result = ctc("programme", "adopt", "--year", "2024", "--adopted-on", "2024-01-10", "--entry", "state=KEN")
    assert isinstance(result.exception, Refused)
    said = str(result.exception)
    assert said == "The State was not asked. Ask it first. (--entry 1 state), rule 4, paragraph OP12"


def test_what_has_not_the_form_is_told_by_its_options_alone(system: System) -> None:
    system.status, system.answer = (
        422,
        {
            "type": "/problems/invalid",
            "title": "What was sent does not have the form that is asked for; `fields` names what to correct.",
            "detail": "entries.0.reasons: too many; year: too early",
            "fields": ["entries.0.reasons", "year"],
        },
    )
    result = ctc("programme", "adopt", "--year", "2024", "--adopted-on", "2024-01-10", "--entry", "state=KEN")
    assert str(result.exception) == "--entry 1 reasons: too many; --year: too early"


def test_a_sentence_with_the_name_of_a_field_before_a_colon_stays_a_sentence(system: System) -> None:
    system.status, system.answer = 422, {"title": "There is no such paragraph: write OP17.", "fields": ["paragraph"]}
    words = "activity log --kind workshop --day 2024-05-14 --with-whom UNOCT --subject Work --paragraph OP99"
    assert str(ctc(*words.split()).exception) == "There is no such paragraph: write OP17. (--paragraph)"


def test_a_refusal_that_names_a_path_names_the_command_that_reads_it(system: System) -> None:
    system.status, system.answer = 409, {"title": "A project serves a need: cite one of `/needs`.", "paragraph": "OP4"}
    words = "project register --reference P --title T --lead-body UNODC --state ken --theme cft --status active"
    result = ctc(*words.split())
    assert str(result.exception) == "A project serves a need: cite one of `ctc need list`, paragraph OP4"
    assert orjson.loads(system.asked[0].content)["states"] == ["KEN"], "small letters do as well"


@pytest.mark.parametrize("verb", ["assess", "end", "carry-over", "recommendation-due-date"])
def test_the_help_says_where_a_recommendation_that_stands_alone_is_followed(verb: str, system: System) -> None:
    words = " ".join(ctc("cycle", verb, "-h").stdout.split())
    assert "One that stands alone has a cycle_id too: `ctc recommendation statuses` shows it." in words
    system.answer = {"items": [{"id": "r", "cycle_id": "c", "reference": "R1", "lifecycle": "live"}], "next": None}
    assert ctc("recommendation", "statuses", "--state", "UGA").stdout == "r  c  R1  live  -\n"
    system.status, system.answer = 404, {"title": "Elsewhere: `/recommendation-statuses` says where."}
    refused = ctc("cycle", "end", "c", "r", "--reason", "overtaken", "--closed-on", "2025-03-03")
    assert str(refused.exception) == "Elsewhere: `ctc recommendation statuses` says where."


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("programme adopt --year 2024 --adopted-on 2024-01-10 --entry stat=KEN", "--entry: there is no stat: take of "),
        ("programme adopt --year 2024 --adopted-on 2024-01-10 --entry @/no/file", "/no/file cannot be read: No such"),
    ],
)
def test_a_thing_that_cannot_be_read_is_told_and_nothing_is_sent(words: str, message: str, system: System) -> None:
    result = ctc(*words.split())
    assert message in str(result.exception)
    assert system.asked == []
