"""What `make bench` measures, in order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from benchmarks.delivering import delivering
from benchmarks.fairness import fairness
from benchmarks.figures import figures
from benchmarks.flooding import flooding
from benchmarks.forms import forms
from benchmarks.importing import importing
from benchmarks.noticing import noticing
from benchmarks.places import Places
from benchmarks.race import race
from benchmarks.reading import reading
from benchmarks.rebuilding import rebuilding
from benchmarks.report import Figure
from benchmarks.simulating import simulating
from benchmarks.starting import starting
from benchmarks.subscribers import subscribers
from benchmarks.waiting import waiting

PARTS: Mapping[str, Callable[[Places], Awaitable[list[Figure]]]] = {
    "pipeline": race,
    "latency": noticing,
    "flood": flooding,
    "fairness": fairness,
    "webhooks": delivering,
    "subscribers": subscribers,
    "rebuild": rebuilding,
    "figures": figures,
    "pages": reading,
    "forms": forms,
    "deadlines": waiting,
    "imports": importing,
    "up": starting,
    "simulator": simulating,
}
