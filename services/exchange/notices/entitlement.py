"""Who may send which notice: by its source, its type, the body or State in whose name it speaks, and consent. Pure.

HTTP and Kafka have the same rule. Over HTTP the sender is the token's principal. A Kafka message has no principal. Its
senders are all principals that are registered for its source. The notice passes if one of them may send it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from contracts.audiences import AUDIENCES, Audience, reaches
from contracts.notices import (
    TOPIC,
    NoticeAssessmentCorrected,
    NoticeAssessmentReceived,
    NoticeAssessmentSubmitted,
    NoticeAssessmentWithdrawn,
    NoticeData,
    NoticeProjectRegistered,
    NoticeResponseReceived,
    NoticeVisitPlanned,
)
from reference import Reference
from shared.engine.port import Message
from shared.engine.principals import Principal
from shared.engine.refusal import Refusal
from shared.engine.rules import Event

BESIDE_KAFKA: Final = -1
"""The partition of events that came by HTTP. Their offsets are the numbers of sendings."""

ASSESSOR: Final = "cted"
"""The body that conducts assessments in the Committee's name (OP13)."""


class NotEntitled(Refusal):
    """The sender may not send this. Its id is not used up: with the right, the same notice can be sent again."""

    status = 403


class NotYourSource(NotEntitled):
    """Nobody who sends this is let in for its source. Operators add it to your registration, or end your suspension."""


class NotYourNotice(NotEntitled):
    """The sender may not send notices of this type: whoever operates the system can grant it."""


class NotYourBody(NotEntitled):
    """The sender may not speak for this body: whoever operates the system can grant it."""


class NotYourState(NotEntitled):
    """A State's own system sends what concerns that State alone."""


class NotYourAssessment(NotEntitled):
    """This speaks of another source's assessment, which only that source may, and the State in its response."""


class NotYourConsent(NotEntitled):
    """Only the State itself and officers of the Committee record that the State consented to a wider release."""

    paragraph = "OP19"


def _type_of(notice: type[NoticeData]) -> str:
    """Its type without the version, as grants name it."""
    return notice.type.rpartition(".v")[0]


@dataclass(frozen=True, slots=True)
class Voice:
    """The body that a type of notice speaks for."""

    body: str = ""
    """The id of the only body that may send it; empty if a field names the body."""
    field: str = ""
    """The field that names the body; empty if there is none."""
    or_state: bool = False
    """Whether the State that it is about may send it too."""


VOICES: Final[Mapping[type[NoticeData], Voice]] = MappingProxyType(
    {
        NoticeAssessmentSubmitted: Voice(body=ASSESSOR),
        NoticeAssessmentCorrected: Voice(body=ASSESSOR),
        NoticeAssessmentReceived: Voice(body=ASSESSOR),
        NoticeAssessmentWithdrawn: Voice(body=ASSESSOR),
        NoticeVisitPlanned: Voice(field="body"),
        NoticeProjectRegistered: Voice(field="lead_body"),
        NoticeResponseReceived: Voice(body=ASSESSOR, or_state=True),
    }
)
"""The voice of every type of notice. Nobody may send a type that is not listed here."""
TYPES: Final[Mapping[str, Voice]] = MappingProxyType({_type_of(notice): voice for notice, voice in VOICES.items()})
"""The same by the names of types, as registrations give them."""


def can_ever_send(type_: str, body: str | None) -> bool:
    """Whether a system of this body can be let send notices of the type. None: a State's own system."""
    voice = TYPES[type_]
    return voice.or_state if body is None else body == voice.body or bool(voice.field)


def trust_source(message: Message | None, source: str | None, senders: Sequence[Principal]) -> str | None:
    """The source, unless its sender is known and does not speak for it.

    On a publisher's own topic the topic's name stands for it then, and over HTTP nothing does. Otherwise the receipt
    would tell somebody else of a notice that they never sent.
    """
    if message is None or source is None or any(one.speaks_for(source) for one in senders):
        return source
    if message.topic.startswith(f"{TOPIC}."):
        return message.topic
    return None if senders else source


def attribute_to_topic(sending: Event[Any]) -> Event[Any]:
    """The sending under a source that is surely not somebody else's."""
    source = trust_source(sending.message, sending.source, sending.senders)
    return sending if source == sending.source else replace(sending, source=source or "")


def find_proved(sending: Event[Any]) -> tuple[Principal, ...]:
    """Who surely sent it: HTTP and a publisher's own topic prove it. Kafka's topic of all does not."""
    message = sending.message
    is_proved = message is not None and (message.partition == BESIDE_KAFKA or message.topic != TOPIC)
    return sending.senders if is_proved else ()


def check_sender(senders: Sequence[Principal], source: str, notice: NoticeData, reference: Reference) -> None:
    """Raises NotEntitled unless one of these principals may send the notice as this source."""
    refusals = [_refusal(one, source, notice, reference) for one in senders]
    if None not in refusals:
        raise next(filter(None, refusals), NotYourSource(fields=("source",)))


def what_senders_read(senders: Sequence[Principal]) -> tuple[Audience | None, tuple[str, ...]]:
    """Audience and parties of the sender; if several share a source, only what each of them may read."""
    if not senders:
        return None, ()
    widest = max((one.audience for one in senders), key=AUDIENCES.index)
    parties = frozenset.intersection(*(one.parties for one in senders))
    return widest, tuple(sorted(parties))


def _refusal(sender: Principal, source: str, notice: NoticeData, reference: Reference) -> NotEntitled | None:
    """The first reason why this principal may not send it."""
    return next(_refusals(sender, source, notice, reference), None)


def _refusals(sender: Principal, source: str, notice: NoticeData, reference: Reference) -> Iterator[NotEntitled]:
    type_ = _type_of(type(notice))
    if not sender.speaks_for(source):
        yield NotYourSource(fields=("source",))
    if not sender.may_send(type_):
        yield NotYourNotice(_explain_grant(sender, "notice-type", type_), ("notice_type",))
    yield from _refuse_voice(sender, notice, reference)
    of_another = getattr(notice, "assessment_source", None) or source
    if not sender.speaks_for(of_another) and not _responds(sender, notice, reference):
        yield NotYourAssessment(fields=("assessment_source",))
    fields = tuple(_find_widening(notice))
    if fields and not sender.is_officer and not _is_state(sender, notice, reference):
        yield NotYourConsent(fields=fields)


def _refuse_voice(sender: Principal, notice: NoticeData, reference: Reference) -> Iterator[NotEntitled]:
    """The refusal if the sender may not speak for this body. Later rules judge a body that is not listed."""
    voice = VOICES.get(type(notice), Voice())
    if voice.or_state and _is_state(sender, notice, reference):
        return
    named_body = reference.body(getattr(notice, voice.field)) if voice.field else None
    body = voice.body or (named_body.id if named_body else "")
    if sender.speaks_for_body(body) or not (body or not voice.field):
        return
    if voice.or_state and sender.states:
        yield NotYourState(fields=("state",))
    else:
        yield NotYourBody(_explain_grant(sender, "body", body), (voice.field or "notice_type",))


def _responds(sender: Principal, notice: NoticeData, reference: Reference) -> bool:
    """Whether a State responds for itself, whoever submitted the assessment (OP16)."""
    return isinstance(notice, NoticeResponseReceived) and _is_state(sender, notice, reference)


def _is_state(sender: Principal, notice: NoticeData, reference: Reference) -> bool:
    code = getattr(notice, "state", "")
    member = reference.member(code)
    return f"state:{member.id if member else code}" in sender.parties


def _find_widening(notice: NoticeData) -> Iterator[str]:
    """The fields that would release a part beyond the UN system. A correction never widens (OP19)."""
    if not isinstance(notice, NoticeAssessmentSubmitted):
        return
    if notice.wider_release is not None:
        yield "wider_release"
    for name, parts in (("recommendations", notice.recommendations), ("findings", notice.findings)):
        if not all(reaches("un", part.audience or "un") for part in parts):
            yield f"{name}.audience"


def _explain_grant(sender: Principal, option: str, value: str) -> str:
    """How its operator grants it."""
    if not sender.is_publisher:
        return f"The command is `ctc tokens change NAME --{option} {value}`."
    if option == "body":
        return "A registered publisher speaks for its own body alone: for another, register another publisher."
    return f"The command is `POST /publishers/{sender.name}/changes`, with `{value}` among all its `notice_types`."
