"""Which State a name means: as the United Nations print it, and as other lists do."""

from __future__ import annotations

import pytest

from services.council.signals.imports.names import Names, normalize
from tests.support.frozen import REFERENCE


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Swaziland", "SWZ"),
        ("the Republic of Kenya", "KEN"),
        ("Côte d'Ivoire", "CIV"),
        ("COTE D’IVOIRE", "CIV"),  # noqa: RUF001 - as it is often printed
        ("St. Kitts and Nevis", "KNA"),
        ("Saint Kitts & Nevis", "KNA"),
        ("Serbia 2", "SRB"),
        ("China [3, 4]", "CHN"),
        ("Venezuela (Bolivarian Republic of)", "VEN"),
        ("Congo", "COG"),
        ("Democratic Republic of the Congo", "COD"),
        ("The former Yugoslav Republic of Macedonia", "MKD"),
        ("Republic of Korea", "KOR"),
        ("Netherlands (Kingdom of the)", "NLD"),
        ("Gambia (Republic of The)", "GMB"),
        ("Tanzania, United Republic of", "TZA"),
        ("Democratic People's Republic of Korea", "PRK"),
    ],
)
def test_a_state_is_known_by_its_names_however_they_are_written(name: str, id_: str) -> None:
    found = Names(REFERENCE).member(name)
    assert found is not None
    assert found.id == id_


def test_no_name_means_two_states_or_a_state_and_another_jurisdiction() -> None:
    others = REFERENCE.non_members
    names = ((one.name, name) for one in others for name in (one.name, *REFERENCE.other_names.get(one.code, ())))
    meant: dict[str, str] = {normalize(name): one for one, name in names}
    for state in REFERENCE.states:
        for name in (state.name, state.formal_names["en"], *REFERENCE.other_names.get(state.id, ())):
            assert meant.setdefault(normalize(name), state.id) == state.id, name


@pytest.mark.parametrize(
    "name", ["1" * 1_000_000 + "x", "1, [2] " * 100_000 + "x", "[" * 1_000_000, " " * 1_000_000 + "x"]
)
def test_no_name_takes_time_by_the_square(name: str) -> None:
    assert Names(REFERENCE).member(name) is None
