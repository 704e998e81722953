"""A command's body is read as the JSON that it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import pytest
from pydantic import TypeAdapter, ValidationError

from contracts.vocabulary import Day, Themes
from shared.web.bodies import AsJson


@dataclass(frozen=True, slots=True)
class Body:
    on: Day
    themes: Themes = ()


READ: TypeAdapter[Body] = TypeAdapter(Annotated[Body, AsJson])


def test_dates_are_text_and_lists_become_tuples() -> None:
    assert READ.validate_python({"on": "2024-02-29", "themes": ["cft"]}) == Body(date(2024, 2, 29), ("cft",))


@pytest.mark.parametrize("wrong", [{"on": "2024-02-30"}, {"on": 1709164800}, {"on": "2024-02-29", "themes": ["C F"]}])
def test_what_breaks_the_contract_is_named_by_its_place(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as error:
        READ.validate_python(wrong)
    assert error.value.errors()[0]["loc"][0] in wrong


def test_a_field_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValidationError, match="theme"):
        READ.validate_python({"on": "2024-02-29", "theme": ["cft"]})


def test_the_document_describes_the_fields() -> None:
    assert READ.json_schema()["properties"]["on"] == {"type": "string", "format": "date", "title": "On"}


def test_thousands_of_unknown_fields_are_one_error() -> None:
    with pytest.raises(ValidationError) as error:
        READ.validate_python({"on": "2024-02-29"} | {f"a{number}": 1 for number in range(5000)})
    assert [one["msg"] for one in error.value.errors()] == ["5000 fields are wrong or unknown"]
