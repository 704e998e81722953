"""What each type of event changes in the history, and what it must not do there. Pure."""

from __future__ import annotations

from typing import Final

from simulator.history.folds.assessments import ASSESSMENTS
from simulator.history.folds.corrections import CORRECTIONS
from simulator.history.folds.cycles import CYCLES
from simulator.history.folds.meetings import MEETINGS
from simulator.history.folds.others import OTHERS
from simulator.history.folds.recommendations import RECOMMENDATIONS
from simulator.history.folds.visits import VISITS
from simulator.history.history import Fold

FOLDS: Final[dict[str, Fold]] = {
    **VISITS,
    **ASSESSMENTS,
    **CYCLES,
    **RECOMMENDATIONS,
    **MEETINGS,
    **OTHERS,
    **CORRECTIONS,
}
