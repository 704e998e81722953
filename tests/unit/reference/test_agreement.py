"""The data names only events, fields and kinds that the contracts have."""

from typing import get_args

import pytest

from contracts.catalog import EVENTS
from contracts.vocabulary import AssessmentKind, Mode, VisitKind
from reference import MetBy, load

REFERENCE = load()
MET_BY = [
    pytest.param(one.met_by, id=f"{mandate.id}/{one.id}")
    for mandate in REFERENCE.mandates
    for one in mandate.obligations or ()
    if one.met_by
]


@pytest.mark.parametrize("met_by", MET_BY)
def test_the_event_that_meets_an_obligation_exists_with_its_fields(met_by: MetBy) -> None:
    fields = EVENTS[met_by.event].model_fields
    assert set(met_by.where) <= set(fields)
    assert not met_by.year_field or met_by.year_field in fields


def test_each_kind_of_assessment_opens_a_cycle_or_not() -> None:
    assert set(REFERENCE.practice.opens_cycle) == set(get_args(AssessmentKind))


def test_visit_types_and_modes_are_read_as_those_of_the_contracts() -> None:
    assert set(REFERENCE.practice.visit_types.values()) == set(get_args(VisitKind))
    assert set(REFERENCE.practice.visit_modes.values()) == set(get_args(get_args(Mode)[0]))
