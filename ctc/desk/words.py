"""What the help says of fields that several commands take: a sentence for each name, or else the documents' own."""

from __future__ import annotations

from typing import Final

from ctc.desk.fields import Field

ABOUT: Final = {
    "added": "A State that is added.",
    "answer": "What the State answered.",
    "assessment_id": "The assessment, by its id.",
    "assistance": "Need for assistance, in words.",
    "assistance_needed": "Whether assistance is needed.",
    "at_states_request": "Whether the State asked for it.",
    "attended": "A State that came.",
    "audience": "Who may see it.",
    "bodies": "A body that is invited, as `ctc codes bodies` lists it.",
    "body": "The body, as `ctc codes bodies` lists it.",
    "capacity": "Capacity and resources, in words.",
    "coming": "Whether its officials come.",
    "consulted_ctc": "Whether the CTC was consulted.",
    "corrected_by": "Who puts it right: an office, never a person.",
    "cross_cutting": "Gender, children and human rights, in words.",
    "day": "The day on which it is planned.",
    "decided_by": "Who decided: an office, never a person.",
    "document": "The document in which it stands.",
    "draft": "Which text: the preliminary one, or the draft report.",
    "duty": "Whose day it is: CTED's report, or the State's response.",
    "end": "Its last day.",
    "field": "Which field of the record is wrong. A refusal names those that it has.",
    "implementation": "How far it is carried out.",
    "in_part": "The id of what alone is meant.",
    "indicator": "By what one sees that it is done.",
    "invited": "Who is invited.",
    "kind": "Which kind it is.",
    "mission": "The mission to several States of which this visit is one.",
    "mode": "On site, virtual, or both.",
    "not_components": "A component that did not take place.",
    "not_guests": "A body that is no guest.",
    "note": "A remark.",
    "obligation": "Which obligation it is.",
    "owner": "The body that does it.",
    "participants": "A body that took part.",
    "parties": "Who else may see it, such as state:KEN or body:unoct.",
    "period": "How long, such as P12M.",
    "pillar": "Pillar of the Global Strategy.",
    "position": "What the State says to it.",
    "priority": "How urgent it is.",
    "project_id": "The project, by its id.",
    "proposal": "What CTED proposes next.",
    "purpose": "What it is for.",
    "reason": "Why.",
    "recommendation_id": "The recommendation, by its id.",
    "reference": "Your own name for it. The same again changes it.",
    "removed": "A State that is taken off.",
    "resolution": "How it is resolved.",
    "revised": "A State that stands there for other reasons.",
    "source": "Whose references they are; else this system's own.",
    "speaker": "The level of the speaker.",
    "start": "Its first day.",
    "state": "The State, such as KEN.",
    "states": "A State, such as KEN.",
    "status": "How it stands.",
    "steps": "What was done, in words.",
    "synthetic": "Whether it is invented.",
    "theme": "A theme, as `ctc codes themes` lists it.",
    "themes": "A theme, as `ctc codes themes` lists it.",
    "title": "What it is called.",
    "to_cycle": "The cycle that goes on with it, by its id.",
    "value": "What it should have been.",
    "visit_id": "The visit, by its id.",
    "why": "The reason.",
    "with": "A visit that is a component of it, by its id.",
    "year": "The year.",
}
WHERE_FOLLOWED: Final = (
    "The cycle in which it is followed, by its id. One that stands alone has a cycle_id too:"
    " `ctc recommendation statuses` shows it."
)
OF_KINDS: Final = {"day": "The day.", "flag": "Yes or no.", "number": "A whole number."}


def describe(field: Field) -> str:
    """What the help says of the field."""
    if field.kind == "thing":
        parts = ", ".join(f"{one.name}{'' if one.required else '?'}" for one in field.parts)
        about = f"In words name=value, of {parts}; or JSON, or @FILE with JSON."
    else:
        as_documented = "" if "`" in field.about else field.about  # which names fields and paths of HTTP
        about = ABOUT.get(field.name) or as_documented or OF_KINDS.get(field.kind, "")
    again = "Can be repeated." if field.many else ""
    otherwise = f"Else {field.otherwise}." if field.otherwise else ""
    return " ".join(filter(None, (about, otherwise, again)))
