"""What is withdrawn or closed is for the Committee and the State alone (OP19). Pure.

What is closed still counts: its words may come again, and so may a successor. It counts as it would if it were live.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from contracts.audiences import Audience
from contracts.vocabulary import ClosedBecause
from services.assessments.assessments.model import Assessment, Recommendation, Report
from services.assessments.assessments.readers.levels import Readers, find_narrowest, give_readers, list_state_alone


def narrow_to_committee(report: Report, whole: Assessment) -> Report:
    """The report with this assessment. It and each of its parts are for the Committee and the State alone."""
    alone = Readers("committee", "committee", list_state_alone(whole.state))
    return Report(
        replace(whole, audience=alone.audience, parties=alone.parties),
        tuple(give_readers(one, alone) for one in report.recommendations),
        tuple(give_readers(one, alone) for one in report.findings),
    )


def mark_closed(one: Recommendation, because: ClosedBecause, on: date, chosen: Audience | None) -> Recommendation:
    """It is no longer live. `chosen`: how far it went by a choice. It stays, since no later choice is made on it."""
    return replace(
        give_readers(one, Readers(chosen, "committee", list_state_alone(one.state))), closed=because, closed_on=on
    )


def count_as_live(one: Recommendation, whole: Assessment) -> Recommendation:
    """The part, with the readers whom it would have if it were live: no more than the report has."""
    if one.is_live:
        return one
    own = one.own_audience
    parties = whole.parties if own is None else list_state_alone(one.state)
    return give_readers(one, Readers(own, find_narrowest(own or whole.audience, whole.audience), parties))
