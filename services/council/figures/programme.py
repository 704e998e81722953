"""The figures of the programme of visits (OP12), in the order in which they are listed. Pure."""

from __future__ import annotations

from typing import Final

from services.council.figures.annual import VISIT
from services.council.figures.model import Count, Definition, Knows, Share
from services.council.populations import CHANGES, REQUESTS, STATES, VISITS

PROGRAMME: Final[tuple[Definition, ...]] = (
    Share(
        "listed_never_visited", STATES, "States", "is_member and not was_visited_before",
        part="is_listed", knows=Knows.INSIDERS, is_inside=True, more_events="list_events",
    ),
    Share("requests_honoured", REQUESTS, "requests", part="is_honoured", knows=Knows.INSIDERS),
    Share(
        "listed_visited", STATES, "States", "is_listed",
        part="was_visited_in_year", knows=Knows.INSIDERS, is_inside=True, more_events="list_events || visit_events",
    ),
    Count("changes_after_adoption", CHANGES, "changes"),
    Count(
        "visits_without_report", VISITS, "visits",
        "visit_kind = any(:with_report::text[]) and ended_on <= :cut_off::date and not has_report "
        "and not is_report_unknown", VISIT,
    ),
)  # fmt: skip
