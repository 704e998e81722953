"""What is withdrawn or closed is for the Committee and the State alone (OP19). Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from contracts.vocabulary import ClosedBecause
from services.assessments.assessments.model import Assessment, Recommendation, Report
from services.assessments.assessments.readers.levels import Readers, give_readers, list_state_alone


def narrow_to_committee(report: Report, whole: Assessment) -> Report:
    """The report with this assessment. It and each of its parts are for the Committee and the State alone."""
    alone = Readers("committee", "committee", list_state_alone(whole.state))
    return Report(
        replace(whole, audience=alone.audience, parties=alone.parties),
        tuple(give_readers(one, alone) for one in report.recommendations),
        tuple(give_readers(one, alone) for one in report.findings),
    )


def mark_closed(one: Recommendation, because: ClosedBecause, on: date) -> Recommendation:
    """It is no longer live. `own_audience` stays: a successor goes no further than that."""
    alone = list_state_alone(one.state)
    return replace(one, closed=because, closed_on=on, audience="committee", parties=alone)
