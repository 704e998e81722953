"""The generated files are those of the models, break nobody, and hang together."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema_rs import Draft7Validator

from contracts.catalog import EVENTS, NOTICES, PREFIX, TOPICS
from contracts.participants import PARTICIPANTS
from contracts.tools.check import problems
from contracts.tools.generate import DOCS, HERE, release, write
from contracts.tools.schemas import identifier


@pytest.fixture
def contracts_copy(tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the generated files and of the page on events."""
    here, docs = tmp_path / "contracts", tmp_path / "events.md"
    for folder in ("schemas", "examples", "last_release"):
        shutil.copytree(HERE / folder, here / folder)
    shutil.copy(HERE / "asyncapi.yaml", here)
    shutil.copy(DOCS, docs)
    return here, docs


def edit(path: Path, **changes: Any) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_the_files_in_the_repository_are_fresh_and_break_nobody() -> None:
    command = [sys.executable, "-m", "contracts.tools.check"]
    done = subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_stale_and_missing_files_are_told(contracts_copy: tuple[Path, Path]) -> None:
    here, docs = contracts_copy
    names = ("asyncapi.yaml", "examples/case.opened.v1.json", "schemas/case.opened.v1.json")
    for name in names:
        (here / name).write_text("{}")
    told = {f"{name}: is stale; run `make generate`" for name in names}
    assert set(problems(here, docs)) == told
    for name in names:
        (here / name).unlink()
    assert set(problems(here, docs)) == told
    write(here, docs)
    assert problems(here, docs) == []


def test_a_file_of_no_event_is_told_and_removed(contracts_copy: tuple[Path, Path]) -> None:
    here, docs = contracts_copy
    (here / "schemas" / "gone.v1.json").write_text("{}")
    assert problems(here, docs) == ["schemas/gone.v1.json: belongs to no event; run `make generate`"]
    write(here, docs)
    assert problems(here, docs) == []


def test_a_page_on_events_that_is_stale_or_missing_is_told(contracts_copy: tuple[Path, Path]) -> None:
    here, docs = contracts_copy
    docs.write_text(docs.read_text().replace("`case.opened.v1`", "`case.began.v1`"))
    assert problems(here, docs) == ["events.md: is stale; run `make generate`"]
    docs.write_text("nothing")
    assert "lacks the lines" in problems(here, docs)[0]
    docs.unlink()
    assert len(problems(here, docs)) == 1


def test_a_change_that_breaks_what_was_released_is_told(contracts_copy: tuple[Path, Path]) -> None:
    here, docs = contracts_copy
    released = here / "last_release" / "schemas" / "case.opened.v1.json"
    schema = json.loads(released.read_text())
    edit(released, properties=schema["properties"] | {"removed_since": {"type": "string"}}, required=["removed_since"])
    found = problems(here, docs)
    assert "case.opened.v1: the data.removed_since: removed" in found
    assert "case.opened.v1: the data.case_id: now required" in found


def test_a_released_type_that_is_gone_is_told(contracts_copy: tuple[Path, Path]) -> None:
    here, docs = contracts_copy
    (here / "last_release" / "schemas" / "case.began.v1.json").write_text("{}")
    assert problems(here, docs) == ["case.began.v1: was released and is gone"]


def test_a_released_example_that_can_no_longer_be_read_is_told(contracts_copy: tuple[Path, Path]) -> None:
    here, docs = contracts_copy
    edit(here / "last_release" / "examples" / "case.opened.v1.json", state="surprise")
    (line,) = problems(here, docs)
    assert line.startswith("case.opened.v1: the released example can no longer be read: state")


def test_a_release_is_what_later_schemas_are_compared_with(contracts_copy: tuple[Path, Path]) -> None:
    here, docs = contracts_copy
    edit(here / "last_release" / "schemas" / "case.opened.v1.json", required=[])
    assert problems(here, docs)
    release(here)
    assert problems(here, docs) == []


# ---- AsyncAPI -----------------------------------------------------------------------------------

ASYNCAPI: dict[str, Any] = yaml.load(
    (HERE / "asyncapi.yaml").read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
)


def name_of(reference: str) -> Any:
    """What a reference within the document names."""
    found: Any = ASYNCAPI
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return found


def references(node: Any) -> list[str]:
    if isinstance(node, list):
        return [reference for part in node for reference in references(part)]
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [reference for part in node.values() for reference in references(part)]
    return []


def test_each_reference_names_something() -> None:
    assert ASYNCAPI["asyncapi"] == "3.0.0"
    for reference in references(ASYNCAPI):
        assert reference.startswith("#"), "one document has all, wherever it is served"
        assert name_of(reference)


def test_each_message_has_the_schema_of_its_type() -> None:
    assert ASYNCAPI["components"]["messages"].keys() == EVENTS.keys()
    for name, message in ASYNCAPI["components"]["messages"].items():
        assert message["name"] == PREFIX + name
        assert name_of(message["payload"]["$ref"])["title"] == EVENTS[name].__name__
        schema = Draft7Validator({**message["payload"], "components": ASYNCAPI["components"]})
        published = json.loads((HERE / "schemas" / f"{name}.json").read_text())
        assert published["$id"] == identifier(name)
        for example in message["examples"]:
            schema.validate(example["payload"])
            for field in published["required"]:
                without = {key: value for key, value in example["payload"].items() if key != field}
                assert not schema.is_valid(without), f"{name} takes data without {field}"


def test_a_generator_of_code_finds_a_name_for_everything_that_becomes_a_type() -> None:
    schemas = ASYNCAPI["components"]["schemas"]
    unnamed = [where for name, schema in schemas.items() if name != "Headers" for where in _list_unnamed(schema, name)]
    assert unnamed == []
    assert {"VisitKind", "AssessmentKind", "Audience"} <= schemas.keys(), "lists have the names of the vocabulary"


def _list_unnamed(schema: dict[str, Any], where: str) -> list[str]:
    """Objects, lists of values and choices without a title, in the form of draft-07."""
    assert not schema.keys() & {"$defs", "$schema", "prefixItems", "unevaluatedProperties"}, f"{where}: not of draft-07"
    typed = schema.get("type") == "object" or schema.keys() & {"enum", "anyOf", "oneOf"}
    parts = {**schema.get("properties", {}), **({"[]": schema["items"]} if "items" in schema else {})}
    found = [where] if typed and "title" not in schema else []
    return found + [one for name, part in parts.items() for one in _list_unnamed(part, f"{where}.{name}")]


def test_whoever_reads_it_knows_where_to_connect_and_with_what() -> None:
    assert ASYNCAPI["servers"].keys() == {"kafka", "http"}
    assert name_of(ASYNCAPI["servers"]["http"]["security"][0]["$ref"])["scheme"] == "bearer"
    for channel in ASYNCAPI["channels"].values():
        assert channel["servers"]
    assert set(ASYNCAPI["channels"]["events"]["messages"]) == NOTICES


def test_an_operation_has_only_messages_of_its_channel() -> None:
    for operation in ASYNCAPI["operations"].values():
        channel = operation["channel"]["$ref"]
        assert operation["action"] in {"send", "receive"}
        assert operation["messages"]
        for message in operation["messages"]:
            assert message["$ref"].startswith(f"{channel}/messages/")


# ---- participants -------------------------------------------------------------------------------


def test_every_topic_is_written_and_every_type_is_published() -> None:
    published = {(topic, name) for p in PARTICIPANTS for topic, names in p.publishes.items() for name in names}
    assert {topic for topic, _ in published} == TOPICS.keys()
    assert {name for _, name in published} == EVENTS.keys()
    assert all(EVENTS[name].topic in {"", topic} for topic, name in published)


def test_nobody_waits_for_what_nobody_publishes() -> None:
    published = {(topic, name) for p in PARTICIPANTS for topic, names in p.publishes.items() for name in names}
    for participant in PARTICIPANTS:
        for topic, names in participant.consumes.items():
            assert {(topic, name) for name in names} <= published


def test_exchange_alone_reads_what_comes_from_outside_and_writes_receipts() -> None:
    assert [p.name for p in PARTICIPANTS if "ctc.external" in p.consumes] == ["exchange"]
    assert [p.name for p in PARTICIPANTS if "ctc.receipts" in p.publishes] == ["exchange"]
    (external,) = {p.consumes["ctc.external"] for p in PARTICIPANTS if "ctc.external" in p.consumes}
    assert set(external) == NOTICES


def test_unoct_works_from_what_is_released_and_never_from_the_assessments() -> None:
    (unoct,) = (p for p in PARTICIPANTS if p.name == "unoct")
    assert unoct.consumes.keys() == {"ctc.released.un", "ctc.exchange"}
