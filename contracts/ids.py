"""The ids of things and events: UUIDv5, so that they are the same in every run and after every retry. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha1
from typing import Final

# uuid5(NAMESPACE_URL, "urn:ctc-reporting"), fixed for good: all ids hang on it.
NAMESPACE: Final = "0cd3e53a-d9bd-57de-be11-f94792f93132"
_PREFIX = bytes.fromhex(NAMESPACE.replace("-", ""))


def uuid5(*parts: str) -> str:
    """UUIDv5 of the parts, one a line, in our namespace; equals `uuid.uuid5`, at a third of its cost.

    A part holds no line break (the contracts see to it), so no two lists of parts share an id.
    """
    digest = bytearray(sha1(_PREFIX + "\n".join(parts).encode(), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50  # version 5
    digest[8] = digest[8] & 0x3F | 0x80  # the variant of RFC 9562
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def assessment_id(source: str, reference: str) -> str:
    """The id of the assessment that `source` calls `reference`."""
    return uuid5("assessment", source, reference)


def recommendation_id(assessment: str, reference: str) -> str:
    """The id of the recommendation that its assessment calls `reference`."""
    return uuid5("recommendation", assessment, reference)


def finding_id(assessment: str, provision: str, ordinal: int, correction: int = 0) -> str:
    """The id of the finding on this provision; `ordinal` counts findings on the same one, from 0.

    `correction`: the number of the correction that brought it, which counts its own. So no id comes back.
    """
    by_correction = (str(correction),) if correction else ()
    return uuid5("finding", assessment, provision, str(ordinal), *by_correction)


@lru_cache(maxsize=4096)  # a batch asks for that of each assessment several times
def cycle_id(assessment: str) -> str:
    """The id of the cycle that the assessment opens: the `followup_id` of events."""
    return uuid5("cycle", assessment)


def meeting_id(reference: str) -> str:
    """The id of the meeting that the Committee calls `reference`."""
    return uuid5("meeting", reference)


def visit_id(source: str, reference: str) -> str:
    """The id of the visit that `source` calls `reference`."""
    return uuid5("visit", source, reference)


def overlap_id(visit: str, other_visit: str) -> str:
    """The id of the overlap of two bodies' visits, in any order."""
    return uuid5("overlap", *sorted((visit, other_visit)))


def mission_id(source: str, reference: str) -> str:
    """The id of the mission to several States that `source` calls `reference`."""
    return uuid5("mission", source, reference)


def product_id(source: str, reference: str) -> str:
    """The id of the survey or analytical product that `source` calls `reference`."""
    return uuid5("product", source, reference)


def case_id(recommendation: str) -> str:
    """The id of the case that a recommendation becomes."""
    return uuid5("case", recommendation)


def project_id(source: str, reference: str) -> str:
    """The id of the project that `source` calls `reference`."""
    return uuid5("project", source, reference)


def duplication_id(recommendation: str, project: str, other_project: str) -> str:
    """The id of the pair of projects for one need, in any order."""
    return uuid5("duplication", recommendation, *sorted((project, other_project)))


def briefing_id(reference: str) -> str:
    """The id of the briefing, or the meeting of heads, that both sides call `reference`."""
    return uuid5("briefing", reference)


def step_id(reference: str) -> str:
    """The id of the practical step that the joint report calls `reference`."""
    return uuid5("step", reference)


def event_id(trigger_source: str, trigger_id: str, type_: str, subject: str, ordinal: int) -> str:
    """The id of the event that this trigger caused. `ordinal` separates several of one type and subject."""
    return uuid5("event", trigger_source, trigger_id, type_, subject, str(ordinal))


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """A body's name in tokens and data, in any spelling: `UN Women` is `un-women`."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
