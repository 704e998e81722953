"""`/signals`: what others publish about States. Pure."""

from __future__ import annotations

from contracts.vocabulary import SignalKind
from services.council.signals.model import SIGNALS, Signal
from shared.engine.declarations import By, Listing, Member, Resource, View
from shared.web.documents.shapes import shape

VIEW: View[Signal] = View(SIGNALS, lambda signal, _viewer: signal, shape("Signal", Signal))

RESOURCE = Resource(
    "signals",
    (
        Listing(
            "list_signals",
            "/signals",
            "What others publish about States, as it was imported.",
            VIEW,
            (By("state", Member), By("kind", SignalKind)),
        ),
    ),
)
