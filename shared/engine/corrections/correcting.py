"""The command that puts a field of a record right (rule 4). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from re import sub
from typing import Any

from pydantic import JsonValue, TypeAdapter, ValidationError
from pydantic_core import to_json

from contracts.corrections import RecordCorrected
from contracts.vocabulary import Day, Line, Text
from shared.engine.answering import add_answer
from shared.engine.bounds import check_has_room
from shared.engine.corrections.kinds import Correctable, Days, Whose
from shared.engine.corrections.model import RECORD_CORRECTIONS, RecordCorrection, name_correction
from shared.engine.corrections.paths import read_field, replace_field
from shared.engine.finding import find_row
from shared.engine.known import Known, Need, Put
from shared.engine.refusal import Refusal
from shared.engine.rules import Change, Command, Context, Emit
from shared.engine.time.days import check_not_ahead, check_not_too_early


class NotCorrectable(Refusal):
    """This record has no such field that can be put right."""

    rule = "4"
    status = 422


class NotItsValue(Refusal):
    """The field cannot have this value: a day is `YYYY-MM-DD`; a word is one of its list."""

    rule = "4"
    status = 422


class BeforeWhatItRestsOn(Refusal):
    """By this correction a day would lie before the one that it rests on: put that one right first."""

    rule = "4"


@dataclass(frozen=True, slots=True)
class GivenCorrection:
    """One field as it should have been, why, and what shows it."""

    field: Line
    """Its path in the record, such as `received_on` or `answers.0.answered_on`."""
    value: JsonValue
    reason: Text
    document: Line
    corrected_by: Line = "Counter-Terrorism Committee"
    """The office or body that decided on it, never a person."""


@dataclass(frozen=True, slots=True)
class CorrectRecord:
    """Puts one field of the record right. The original is kept, and what hangs on it is computed again (rule 4)."""

    of: Correctable[Any]
    key: str
    parent: str
    """The key of what the record belongs to; empty: nothing."""
    given: GivenCorrection


def needs_of_correction(command: Command[CorrectRecord]) -> Iterator[Need]:
    """The record, what hangs on it, and its earlier corrections."""
    yield from command.data.of.needs(command.data.key, command.data.parent)
    yield Need(RECORD_CORRECTIONS, command.data.key, by="thing_id")


def correct_record(command: Command[CorrectRecord], known: Known, context: Context) -> Iterable[Change]:
    """The same value again changes nothing."""
    of, key = command.data.of, command.data.key
    return add_answer(key, _correct(of, find_row(of.table, key, known), command.data.given, known, context))


def _correct(
    of: Correctable[Any], before: Any, given: GivenCorrection, known: Known, context: Context
) -> Iterator[Change]:
    fields = of.list_fields(before)
    if given.field not in fields:
        raise NotCorrectable(_explain_fields(of.list_patterns(before), given.field), ("field",), of.paragraph)
    value = _read_value(fields[given.field], given.value, of.paragraph)
    after = replace_field(before, given.field, value)
    if after == before:
        return
    if fields[given.field] is Day:
        check_not_too_early(value=value)
        check_not_ahead(context.today, value=value)
    _check_order(of, before, after, known)
    check_has_room(
        known.all(RECORD_CORRECTIONS, "thing_id", getattr(before, of.table.key)), context, "field", of.paragraph
    )
    correction = _build_correction(of, before, after, given, known, context)
    yield Put(RECORD_CORRECTIONS, correction)
    yield _build_event(of, before, correction, known)
    yield from of.apply(before, after, known, context)


def _explain_fields(patterns: list[str], asked: str) -> str:
    """Which fields the record has. A list stands there once, however long it is."""
    there_are = f"There are: {', '.join(patterns) or 'none yet'}."
    if not any("N" in pattern.split(".") for pattern in patterns):
        return there_are
    no_place = "At this place nothing is on record. " if sub(r"\b\d+\b", "N", asked) in patterns else ""
    return f"{no_place}{there_are} N is a place in the list: 0 is the first."


def _read_value(type_: Any, value: JsonValue, paragraph: str) -> Any:
    try:
        return TypeAdapter(type_).validate_json(to_json(value))
    except ValidationError:
        raise NotItsValue(fields=("value",), paragraph=paragraph) from None


def _check_order(of: Correctable[Any], before: Any, after: Any, known: Known) -> None:
    """Raises BeforeWhatItRestsOn of what the correction puts out of order; what was so before is not its doing."""
    new = _list_wrong(of.order(after, known)) - _list_wrong(of.order(before, known))
    for earlier, later in sorted(new):
        raise BeforeWhatItRestsOn(f"`{later}` would lie before `{earlier}`.", ("value",), of.paragraph)


def _list_wrong(chains: Iterable[Days]) -> set[tuple[str, str]]:
    wrong = set()
    for chain in chains:
        known: list[tuple[str, date]] = [(name, day) for name, day in chain if day is not None]
        wrong |= {(earlier, later) for (earlier, first), (later, second) in pairwise(known) if second < first}
    return wrong


def _build_correction(
    of: Correctable[Any], before: Any, after: Any, given: GivenCorrection, known: Known, context: Context
) -> RecordCorrection:
    key = getattr(before, of.table.key)
    number = len(known.all(RECORD_CORRECTIONS, "thing_id", key)) + 1
    whose = of.whose(before, given.field)
    state = () if whose.state is None else (f"state:{whose.state}",)
    return RecordCorrection(
        id=name_correction(key, number),
        thing=of.name,
        thing_id=key,
        number=number,
        field=given.field,
        before=_spell(read_field(before, given.field)),
        after=_spell(read_field(after, given.field)),
        reason=given.reason,
        document=given.document,
        corrected_by=given.corrected_by,
        corrected_on=context.today,
        recorded_at=context.now,
        audience="committee",
        parties=(*state, *whose.parties),
    )


def _spell(value: object) -> str | None:
    return None if value is None else str(value)


def _build_event(of: Correctable[Any], before: Any, correction: RecordCorrection, known: Known) -> Emit:
    """It comes before the events that tell the record again: these hold, and the earlier ones do not."""
    whose: Whose = of.whose(before, correction.field)
    data = RecordCorrected(
        occurred_on=correction.corrected_on,
        synthetic=getattr(before, "synthetic", False),
        thing=of.name,
        id=correction.thing_id,
        state=whose.state,
        number=correction.number,
        field=correction.field,
        before=correction.before,
        after=correction.after,
        reason=correction.reason,
        document=correction.document,
        corrected_by=correction.corrected_by,
        replaces=tuple(of.replaces(before, correction.field, known)),
    )
    return Emit(data, of.subject(before), topic=of.topic)
