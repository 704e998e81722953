"""The sections in which a State is shown: which rows each has, and who may see them, as SQL. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from services.council.facts import SCHEMA
from services.council.facts.disclosure.conditions import LATEST, WITHDRAWN
from services.council.facts.disclosure.model import Reader
from shared.engine.principals import Principal

EVERYBODY: Final = "true"
READABLE: Final = "{readable}"
"""Stands for the condition that the reader may see the thing, by what was last decided of it."""


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing: its present rows `r` of the State $1, each with `sort_on` and `sort_id`, newest first.

    Order and cursor tell their reader `sort_on`. So it is a day that whoever sees the row may know, or that nothing
    moves which they may not.
    """

    present: str
    """Those rows, by the facts alone. It may ask whether a thing is `READABLE`, which all are to insiders."""
    sort_on: str
    sort_id: str
    outsiders: Callable[[Reader], str | None]
    """Which of them other readers may see, besides the Committee and the State. None: no thing."""
    asked: str = ""
    """What is joined to know who may see a row, as `d`."""
    joins: str = ""
    """What is joined to the rows of the page alone."""
    columns: str = "r.*"
    as_whom: Callable[[Reader], Principal | None] = lambda reader: reader.principal
    """As whom other readers ask. None: they see no thing."""

    def query(self, visible: str) -> str:
        """Rows are put in order before anything is asked of each, so that a page costs what it shows."""
        asked = ", d.audience, d.parties" if self.asked else ""
        return (
            f"select {self.columns} from (select r.*{asked} from "
            f"(select *, {self.sort_on} as sort_on, {self.sort_id} as sort_id from ({self.present}) present "
            f"where ({self.sort_on}, {self.sort_id}) < ($2, $3) order by sort_on desc, sort_id desc) r "
            f"{self.asked} where {visible} order by sort_on desc, sort_id desc limit $4) r "
            f"{self.joins} order by sort_on desc, sort_id desc"
        )


def _select_latest(table: str, thing: str, which: str = "", order: str = "desc") -> str:
    """The last row of each thing of the State, or the first with the other order."""
    return (
        f"select distinct on ({thing}) * from {SCHEMA}.{table} where state = $1 {which} "
        f"order by {thing}, recorded_at {order}, position {order}"
    )


_WITH_EVENT = f"join {SCHEMA}.events e on e.id = r.event_id"
_WHOLE_VISITS = f"""
select * from {SCHEMA}.visits told where state = $1 and stage <> 'merged' and case when exists (
    select from {SCHEMA}.visits later
    where later.visit_id = told.visit_id and (later.recorded_at, later.position) > (told.recorded_at, told.position)
) then false else true end
"""
"""The last row of each. Not one that was found to be part of another: that one has its components.

Rows are asked one by one (`case`), on the way through an index of pages: never are all of a State joined.
"""
_RECOMMENDATIONS = f"""
select made.*, coalesce(reports.submitted_to_ctc_on, '-infinity') as reported_on
from council.known_recommendations('infinity', 'infinity', '{{}}', null, $1) made
left join (
    select assessment_id, submitted_to_ctc_on
    from ({_select_latest("assessments", "assessment_id", "and not withdrawn")}) told
    where exists (select from {LATEST.format(thing="told.assessment_id")} where {READABLE})
) reports using (assessment_id)
where not is_outdated
"""
"""None that a corrected assessment no longer says. Each has the day of its report if the reader may have that."""
_REQUESTED = f"""
coalesce((
    select assistance_requested from {SCHEMA}.recommendations later
    where later.recommendation_id = r.recommendation_id and later.amends
        and (later.recorded_at, later.position) > (r.recorded_at, r.position)
    order by later.recorded_at desc, later.position desc limit 1), r.assistance_requested)
"""
"""Whether the State requests assistance now (OP39)."""
_TOLD_IN_PARTS = f"""
left join lateral (
    select e.data as parts_told from {SCHEMA}.case_parts p join {SCHEMA}.events e on e.id = p.event_id
    where p.recommendation_id = r.recommendation_id order by p.recorded_at desc, p.position desc limit 1) helped on true
"""
"""All parts of a case, as last told."""
_INVITED = f"""
select * from (
    select distinct on (meeting_id) * from {SCHEMA}.meetings
    where meeting_id in (select meeting_id from {SCHEMA}.meetings where invited @> array[$1] collate "C")
    order by meeting_id, recorded_at desc, position desc) latest where $1 = any(invited)
"""
"""The meetings to which the State is invited as they now stand."""
_INVITED_ON = f"""
(
    select occurred_on from {SCHEMA}.meetings m where m.meeting_id = present.meeting_id
    order by recorded_at, position limit 1)
"""
"""The day of a meeting's first event. The last may be another State's answer."""


_IS_ON_IT = f"""
exists (
    select from {SCHEMA}.assessments a
    where a.state = $1 and a.assessment_id = convert_from(e.data, 'utf8')::jsonb ->> 'assessment_id')
"""
"""Whether a meeting follows up a report on this State. Another State would learn by the report who else is invited."""
_PRODUCTS = f"""
select * from ({_select_latest("products", "product_id")}) told where not exists (
    select from {SCHEMA}.products later
    where later.product_id = told.product_id and (later.recorded_at, later.position) > (told.recorded_at, told.position)
)
"""
"""The last row of each product, if it is on the State: a draft may be put right to another State."""


_CORRECTIONS = f"""
select *, row_number() over (partition by thing, thing_id order by recorded_at, position) as place
from {SCHEMA}.corrections where state = $1
"""
"""Each with its number among those of its record that are this State's."""
_TOLD_WHOLE = f"""
select data from {SCHEMA}.followups f join {SCHEMA}.events e on e.id = f.event_id
where f.followup_id = r.followup_id and f.status is not null
order by f.recorded_at desc, f.position desc limit 1
"""
"""The last event that carries the cycle whole."""


def _visits_for_outsiders(_reader: Reader) -> str:
    """Those agreed are on the public schedule, as cancelled if they were. Those that took place are known."""
    return "(r.stage in ('agreed', 'completed') or r.was_scheduled)"


def _assessments_for_outsiders(_reader: Reader) -> str:
    return f"{READABLE} and not {WITHDRAWN.format(assessment='r.assessment_id')}"


def _recommendations_for_outsiders(_reader: Reader) -> str:
    """Live ones: what was superseded, overtaken or withdrawn is told to insiders only."""
    return f"{READABLE} and r.is_live"


def _products_for_outsiders(_reader: Reader) -> str:
    """What is drafted, or withdrawn, is nobody's but insiders'."""
    return f"r.stage = 'adopted' and {READABLE}"


def _cases_for_outsiders(_reader: Reader) -> str:
    """The UN's, as far as it may have the recommendation."""
    return f"{READABLE} and not {WITHDRAWN.format(assessment='d.assessment_id')}"


SECTIONS: Final[Mapping[str, Section]] = {
    "visits": Section(
        _WHOLE_VISITS, "occurred_on", "visit_id", _visits_for_outsiders, joins=_WITH_EVENT, columns="r.*, e.data"
    ),
    "assessments": Section(
        _select_latest("assessments", "assessment_id", "and not withdrawn"),
        "submitted_to_ctc_on",
        "assessment_id",
        _assessments_for_outsiders,
        f"cross join {LATEST.format(thing='r.assessment_id')}",
        _WITH_EVENT,
        f"r.*, e.data, {WITHDRAWN.format(assessment='r.assessment_id')} as is_withdrawn",
    ),
    "recommendations": Section(
        _RECOMMENDATIONS,
        "reported_on",
        "recommendation_id",
        _recommendations_for_outsiders,
        f"cross join {LATEST.format(thing='r.recommendation_id')}",
        columns=f"r.*, {_REQUESTED} as requested",
    ),
    "cycles": Section(
        _select_latest("followups", "followup_id", order="asc"),
        "occurred_on",
        "followup_id",
        lambda _: None,
        joins=f"cross join lateral ({_TOLD_WHOLE}) latest",
        columns="r.*, latest.data",
    ),
    "cases": Section(
        _select_latest("cases", "case_id"),
        "occurred_on",
        "case_id",
        _cases_for_outsiders,
        f"cross join {LATEST.format(thing='r.recommendation_id')}",
        _TOLD_IN_PARTS,
        "r.*, parts_told",
        lambda reader: reader.in_the_un,
    ),
    "consents": Section(_select_latest("consents", "consent_id"), "occurred_on", "consent_id", lambda _: None),
    "report_consents": Section(
        _select_latest("report_consents", "assessment_id, stage = 'confidential'"),
        "occurred_on",
        "id",
        lambda _: None,
        joins=_WITH_EVENT,
        columns="r.*, e.data",
    ),
    "requests": Section(
        _select_latest("requests", "request_id"),
        "occurred_on",
        "request_id",
        lambda _: None,
        joins=_WITH_EVENT,
        columns="r.*, e.data",
    ),
    "meetings": Section(
        _INVITED,
        _INVITED_ON,
        "meeting_id",
        lambda _: None,
        joins=_WITH_EVENT,
        columns=f"r.*, e.data, {_IS_ON_IT} as is_on_it",
    ),
    "corrections": Section(
        _CORRECTIONS,
        "occurred_on",
        "event_id",
        lambda _: None,
        joins=_WITH_EVENT,
        columns="r.*, e.data",
    ),
    "products": Section(
        _PRODUCTS,
        "occurred_on",
        "product_id",
        _products_for_outsiders,
        f"left join {LATEST.format(thing='r.product_id')} on true",
        _WITH_EVENT,
        "r.*, e.data",
    ),
}
