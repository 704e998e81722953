"""Facts as data: Member States, themes, provisions, mandates with their obligations, practice.

`load()` reads and checks the files beside this module. Nothing here knows a clock or a
service; `shared.engine.time.duties` counts the days.
"""

from reference.bodies import Body
from reference.checks import BadReference
from reference.languages import LANGUAGES, Language
from reference.loading import load
from reference.mandate import (
    PERIOD,
    AfterAnchor,
    Anchor,
    DateInRequest,
    DueRule,
    FixedDate,
    Mandate,
    MetBy,
    Obligation,
    Periodic,
    TimesAYear,
    Yearly,
)
from reference.model import (
    DraftDay,
    ListingReason,
    MemberState,
    NonMember,
    Nudge,
    Practice,
    Reference,
    Theme,
    Usage,
)
from reference.provisions import OTHER, Provision, find_provisions

__all__ = [
    "LANGUAGES",
    "OTHER",
    "PERIOD",
    "AfterAnchor",
    "Anchor",
    "BadReference",
    "Body",
    "DateInRequest",
    "DraftDay",
    "DueRule",
    "FixedDate",
    "Language",
    "ListingReason",
    "Mandate",
    "MemberState",
    "MetBy",
    "NonMember",
    "Nudge",
    "Obligation",
    "Periodic",
    "Practice",
    "Provision",
    "Reference",
    "Theme",
    "TimesAYear",
    "Usage",
    "Yearly",
    "find_provisions",
    "load",
]
