"""Rule 4: consents, lists and products are put right, and told again in order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import JsonValue

from contracts.assessments import ConsentGiven, ConsentLapsed, ProductAdopted, ProgrammeAdopted, ProgrammeChanged
from contracts.corrections import RecordCorrected
from services.assessments.consents.correcting import CORRECTABLE as CONSENT
from services.assessments.consents.correcting_lists import CORRECTABLE as LIST
from services.assessments.consents.model import CONSENTS
from services.assessments.products.correcting import CORRECTABLE as PRODUCT
from services.assessments.products.model import PRODUCTS
from services.assessments.programmes.model import PROGRAMMES
from shared.engine.corrections.correcting import CorrectRecord, GivenCorrection
from shared.engine.corrections.kinds import Correctable
from shared.engine.rules import Refusal
from tests.unit.services.assessments.desk import Desk, Told
from tests.unit.services.assessments.test_consent import KEN, ask, reply
from tests.unit.services.assessments.test_products import SURVEY, adopt_product
from tests.unit.services.assessments.test_programme import adopt, change, entry

PROGRAMME = "programme-2024"


def correct(desk: Desk, of: Correctable[Any], key: str, field: str, value: JsonValue) -> Told:
    parent = PROGRAMME if of is CONSENT else ""
    given = GivenCorrection(field, value, "Synthetic: misread.", "DRAFT/SYN/9")
    return desk.command(CorrectRecord(of, key, parent, given))


@pytest.fixture
def desk() -> Desk:
    """KEN and FJI are on the list of 2024. KEN was asked on 1 February, and gave its consent on 1 March."""
    desk = Desk()
    adopt(desk)
    ask(desk)
    reply(desk, "given")
    return desk


def test_the_day_of_an_answer_is_put_right_and_told_again(desk: Desk) -> None:
    told = correct(desk, CONSENT, KEN, "answers.0.answered_on", "2024-03-20")
    assert [event.type for event in told.events] == ["record.corrected.v1", "consent.asked.v1", "consent.given.v1"]
    assert told.only(ConsentGiven).occurred_on == date(2024, 3, 20)
    corrected = told.only(RecordCorrected)
    assert (corrected.state, corrected.before, corrected.after) == ("KEN", "2024-03-01", "2024-03-20")
    assert "consent.given.v1" in {one.type for one in corrected.replaces}
    assert desk.rows[CONSENTS][KEN].answers[0].answered_on == date(2024, 3, 20)


def test_an_answer_that_came_in_the_next_year_after_all_leaves_the_year_without_one(desk: Desk) -> None:
    desk.today = date(2025, 2, 1)
    told = correct(desk, CONSENT, KEN, "answers.0.answered_on", "2025-01-10")
    assert told.only(ConsentLapsed).occurred_on == date(2024, 12, 31)
    assert desk.rows[CONSENTS][KEN].lapsed_on == date(2024, 12, 31)
    correct(desk, CONSENT, KEN, "answers.0.answered_on", "2024-12-31")
    assert desk.rows[CONSENTS][KEN].lapsed_on is None


def test_what_the_state_answered_is_put_right(desk: Desk) -> None:
    correct(desk, CONSENT, KEN, "answers.0.answer", "declined")
    assert desk.rows[CONSENTS][KEN].status == "declined"


def test_the_list_is_told_again_with_each_of_its_changes(desk: Desk) -> None:
    change(desk, added=(entry("UGA"),))
    on = desk.rows[PROGRAMMES][PROGRAMME].adopted_on
    earlier = on.replace(day=on.day - 1) if on.day > 1 else on.replace(month=on.month - 1)
    told = correct(desk, LIST, PROGRAMME, "adopted_on", earlier.isoformat())
    adopted, changed = told.only(ProgrammeAdopted), told.only(ProgrammeChanged)
    assert adopted.occurred_on == earlier
    assert "UGA" not in {one.state for one in adopted.entries}
    assert "UGA" in {one.state for one in changed.entries}


def test_a_product_is_put_right_and_its_readers_get_the_right_one() -> None:
    desk = adopt_product()
    told = correct(desk, PRODUCT, SURVEY, "adopted_on", "2024-06-12")
    assert told.only(ProductAdopted).occurred_on == date(2024, 6, 12)
    assert desk.rows[PRODUCTS][SURVEY].adopted_on == date(2024, 6, 12)
    told = correct(desk, PRODUCT, SURVEY, "title", "Synthetic: the right title")
    assert told.only(ProductAdopted).title == "Synthetic: the right title"
    assert ("un", "released.product") in told.released_copies
    assert told.only(RecordCorrected).number == 2


@pytest.mark.parametrize(
    ("of", "key", "field", "value", "code"),
    [
        (CONSENT, KEN, "answers.0.answered_on", "2024-01-31", "before-what-it-rests-on"),
        (CONSENT, KEN, "asked_on", "2024-03-02", "before-what-it-rests-on"),
        (CONSENT, KEN, "answers.1.answered_on", "2024-03-02", "not-correctable"),
        (CONSENT, KEN, "answers.0.answer", "perhaps", "not-its-value"),
        (LIST, PROGRAMME, "adopted_on", "2024-02-02", "before-what-it-rests-on"),
        (LIST, PROGRAMME, "adopted_on", "2022-12-31", "adopted-too-early"),
        (PRODUCT, SURVEY, "adopted_on", "2024-04-30", "before-what-it-rests-on"),
        (PRODUCT, SURVEY, "kind", "gis", "survey-of-all"),
        (PRODUCT, SURVEY, "withdrawn_on", "2024-06-12", "not-correctable"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    of: Correctable[Any], key: str, field: str, value: JsonValue, code: str
) -> None:
    desk = adopt_product()
    adopt(desk)
    ask(desk)
    reply(desk, "given")
    with pytest.raises(Refusal) as found:
        correct(desk, of, key, field, value)
    assert found.value.code == code
    assert found.value.paragraph
