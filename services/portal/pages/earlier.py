"""What was said of a recommendation before its three statuses became what they are now. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.portal.asking.shapes.recommendations import StateResponse, Status
from services.portal.pages.following import Word, list_words_of_status


def list_earlier(status: Status, responses: Iterable[StateResponse]) -> list[Word]:
    """The words of earlier days, in order of day. What still holds is left out."""
    now = {(word.aspect, word.on) for word in list_words_of_status(status)}
    said = [*_words_of_cted(status), *(word for one in responses for word in _words_of_state(status.id, one))]
    return sorted((word for word in said if (word.aspect, word.on) not in now), key=lambda word: str(word.on))


def list_cycles(status: Status) -> list[str]:
    """The follow-ups that it has been in, which have what the State said of it."""
    cycles = [*(one.from_cycle for one in status.carried_over), status.cycle_id]
    return list(dict.fromkeys(one for one in cycles if one))


def _words_of_cted(status: Status) -> Iterator[Word]:
    for one in status.assessed_before:
        yield Word("assessed", one.implementation, one.assessed_on, one.steps)


def _words_of_state(recommendation: str, response: StateResponse) -> Iterator[Word]:
    for one in response.said:
        if one.recommendation_id != recommendation:
            continue
        if one.position:
            yield Word("position", one.position, response.received_on, None)
        if one.implementation:
            yield Word("reported", one.implementation, response.received_on, one.steps)
