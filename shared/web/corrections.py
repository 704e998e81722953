"""How a kind of record that can be put right is served: the command, and the list of what was corrected."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from shared.engine.corrections.correcting import CorrectRecord, correct_record, needs_of_correction
from shared.engine.corrections.kinds import Correctable
from shared.engine.corrections.model import RECORD_CORRECTIONS, RecordCorrection, name_correction
from shared.engine.declarations import Action, Listing, View, for_all
from shared.engine.principals import Principal
from shared.web.documents.shapes import Change, shape

_HIDDEN = {"audience", "parties"}


def _show(row: RecordCorrection) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__ if name not in _HIDDEN}


CORRECTION: View[RecordCorrection] = View(
    RECORD_CORRECTIONS, for_all(_show), shape("RecordCorrection", RecordCorrection, hidden=_HIDDEN)
)


def _arrange(
    of: Correctable[Any], record: Any, row: RecordCorrection, place: int, principal: Principal
) -> RecordCorrection:
    """A correction as its reader may know it: its number and its field count nothing that is others'."""
    return replace(row, id=name_correction(row.thing_id, place), number=place, field=of.spell(record, row, principal))


def corrections_of(of: Correctable[Any], path: str, view: View[Any]) -> tuple[Action[CorrectRecord], Listing]:
    """The command and the list below the thing at this path."""
    return (
        Action(
            f"correct_{of.name.replace('-', '_')}",
            f"{path}/corrections",
            CorrectRecord,
            needs_of_correction,
            correct_record,
            view,
            answers=Change,
            who="committee",
            make_of=lambda _, row, given: CorrectRecord(of, getattr(row, of.table.key), of.parent(row), given),
        ),
        Listing(
            f"list_corrections_of_{of.name.replace('-', '_')}",
            f"{path}/corrections",
            "What was put right of it, each with the original, the reason and the document (rule 4).",
            CORRECTION,
            within=view,
            column="thing_id",
            arrange=partial(_arrange, of),
        ),
    )
