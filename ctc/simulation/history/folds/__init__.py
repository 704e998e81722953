"""What each type of event changes in the history, and what it must not do there. Pure."""

from __future__ import annotations

from typing import Final

from ctc.simulation.history.folds.assessments import ASSESSMENTS
from ctc.simulation.history.folds.cycles import CYCLES
from ctc.simulation.history.folds.meetings import MEETINGS
from ctc.simulation.history.folds.others import OTHERS
from ctc.simulation.history.folds.recommendations import RECOMMENDATIONS
from ctc.simulation.history.folds.visits import VISITS
from ctc.simulation.history.states import Fold

FOLDS: Final[dict[str, Fold]] = {**VISITS, **ASSESSMENTS, **CYCLES, **RECOMMENDATIONS, **MEETINGS, **OTHERS}
