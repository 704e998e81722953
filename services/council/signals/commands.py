"""The command by which imports record signals. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.council import SignalRecorded
from contracts.dates import last_day
from contracts.vocabulary import SignalKind
from services.council.signals.model import SIGNALS, Signal, build_signal_id
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Need, Put, Rule


@dataclass(frozen=True, slots=True)
class RecordSignals:
    """One line of a file: what it measures about one State, for one period."""

    kind: SignalKind
    state: str
    """Id of a Member State."""
    period: str | None
    """None: of a treaty that the State has not signed; then it is about the day on which that became known."""
    measured: tuple[tuple[str, str], ...]
    """What is measured, and its value."""
    synthetic: bool = False


def needs_of_signals(command: Command[RecordSignals]) -> Iterator[Need]:
    """What is known of each measure."""
    line = command.data
    for measure, _ in line.measured:
        yield Need(SIGNALS, build_signal_id(line.kind, line.state, measure, line.period))


def record_signals(command: Command[RecordSignals], known: Known, context: Context) -> Iterable[Change]:
    """What is new or was revised by its publisher is recorded, each value with an event; the rest is unchanged."""
    outcome = "unchanged"
    for signal in _build_signals(command.data, context):
        before = known.get(SIGNALS, signal.id)
        if before is None or _compared_fields(before, command.data) != _compared_fields(signal, command.data):
            outcome = "accepted"
            yield Put(SIGNALS, signal)
            yield Emit(_build_recorded_event(signal, context), signal.state)
    yield Answer({"outcome": outcome})


def _build_signals(line: RecordSignals, context: Context) -> Iterator[Signal]:
    period = line.period or context.today.isoformat()
    for measure, value in line.measured:
        id_ = build_signal_id(line.kind, line.state, measure, line.period)
        yield Signal(id_, line.kind, line.state, measure, period, value, "committee", (), line.synthetic)


def _compared_fields(signal: Signal, line: RecordSignals) -> tuple[str, str | None, bool]:
    """The fields to compare. Without a day in the line the day is left out: then it is only the day of the import."""
    return signal.value, line.period and signal.period, signal.synthetic


def _build_recorded_event(signal: Signal, context: Context) -> SignalRecorded:
    """A period that is not over yet occurred today."""
    return SignalRecorded(
        occurred_on=min(last_day(signal.period), context.today),
        synthetic=signal.synthetic,
        state=signal.state,
        signal_id=signal.id,
        kind=signal.kind,
        period=signal.period,
        measure=signal.measure,
        value=signal.value,
    )


COMMANDS: Mapping[type, Rule[Any]] = {RecordSignals: Rule(needs_of_signals, record_signals)}
