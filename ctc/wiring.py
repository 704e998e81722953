"""Gaps between the services and the contracts, and in the words of reports and pages: each one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.participants import PARTICIPANTS, Participant
from ctc import composition
from reference import LANGUAGES, load
from services.council.facts.things import find_gap
from services.council.figures.words import find_missing_words
from services.council.reports.kinds import KINDS
from services.council.service import INTERNAL
from services.council.words import checking
from services.council.words.catalogue import words_in
from services.exchange.words import find_gaps as find_gaps_of_letters
from services.portal.words import find_gaps as find_gaps_of_pages
from shared.engine.service import Service


def gaps() -> list[str]:
    """All gaps; none if every service agrees with the contracts."""
    of_things = (find_gap(model) for model in INTERNAL.values())
    return [
        *find_undeclared(composition.SERVICES, PARTICIPANTS),
        *filter(None, of_things),
        *find_gaps_in_words(),
        *find_gaps_of_pages(),
        *find_gaps_of_letters(),
    ]


def find_gaps_in_words() -> Iterator[str]:
    """What the words of reports lack in any language, and the words of their figures."""
    yield from checking.find_gaps(load())
    for language in LANGUAGES:
        for kind in KINDS:
            yield from find_missing_words(words_in(language), kind.name, kind.figures)


def find_undeclared(services: Iterable[Service], participants: Iterable[Participant]) -> Iterator[str]:
    """Gaps of services that read other events than `contracts/participants.py` says, or have no rule for one."""
    by_name = {one.name: one for one in participants}
    for service in services:
        if service.name not in by_name:
            yield f"contracts/participants.py: {service.name} is missing: add it"
        else:
            yield from _differences(service, by_name[service.name])


def _differences(service: Service, participant: Participant) -> Iterator[str]:
    name, consumes = service.name, {type_ for types in participant.consumes.values() for type_ in types}
    for topic in sorted(set(service.topics) ^ set(participant.consumes)):
        yield f"{topic}: services/{name}/service.py and contracts/participants.py differ on whether {name} reads it"
    for type_ in sorted(service.declared - consumes):
        yield f"contracts/participants.py: {name} has a rule for {type_}, but is not said to consume it: add it"
    for type_ in sorted(consumes - service.declared):
        yield f"services/{name}: has no rule for {type_}, which contracts/participants.py says it consumes: add one"
