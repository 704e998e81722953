"""Risk signals: what others publish about a State, imported as a reason to consider it for the list (OP12). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contracts.audiences import Audience
from contracts.council import SignalRecorded
from contracts.dates import last_day
from contracts.ids import uuid5
from contracts.vocabulary import SignalKind
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Need, Put, Table


@dataclass(frozen=True, slots=True)
class Signal:
    """One value of what somebody else measures about a State; of a treaty, how the State stands to it."""

    id: str
    kind: SignalKind
    state: str
    measure: str
    """`R6`, `score`, or the treaty's name."""
    period: str
    """What it is about, as precise as known: the day of a rating, the year of an index, the day of a ratification."""
    value: str
    audience: Audience
    parties: tuple[str, ...]
    synthetic: bool


SIGNALS: Table[Signal] = Table("signals", Signal)


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


def signal_id(kind: SignalKind, state: str, measure: str, period: str | None) -> str:
    """Of what is measured about a State for a period; a State stands to a treaty in one way at a time."""
    if kind == "treaty":
        return f"treaty-{state}-{uuid5('treaty', measure.casefold())}"
    return f"{kind}-{state}-{measure}-{period}"


def needs_of_signals(command: Command[RecordSignals]) -> Iterator[Need]:
    """What is known of each measure."""
    line = command.data
    for measure, _ in line.measured:
        yield Need(SIGNALS, signal_id(line.kind, line.state, measure, line.period))


def record_signals(command: Command[RecordSignals], known: Known, context: Context) -> Iterable[Change]:
    """What is new or was revised by its publisher is recorded, each value with an event; the rest is unchanged."""
    outcome = "unchanged"
    for signal in _signals(command.data, context):
        before = known.get(SIGNALS, signal.id)
        if before is None or _says(before, command.data) != _says(signal, command.data):
            outcome = "accepted"
            yield Put(SIGNALS, signal)
            yield Emit(_recorded(signal, context), signal.state)
    yield Answer({"outcome": outcome})


def _signals(line: RecordSignals, context: Context) -> Iterator[Signal]:
    period = line.period or context.today.isoformat()
    for measure, value in line.measured:
        id_ = signal_id(line.kind, line.state, measure, line.period)
        yield Signal(id_, line.kind, line.state, measure, period, value, "committee", (), line.synthetic)


def _says(signal: Signal, line: RecordSignals) -> tuple[str, str | None, bool]:
    """All but since when nothing was signed, which is only when it became known."""
    return signal.value, line.period and signal.period, signal.synthetic


def _recorded(signal: Signal, context: Context) -> SignalRecorded:
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
