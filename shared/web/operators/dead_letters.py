"""Dead letters for operators: look at them, try one again, give one up, let the consumer go on."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal, Protocol, assert_never

import structlog
from fastapi import APIRouter, Path
from fastapi.responses import Response
from pydantic import BaseModel, Field

from shared.engine.outcomes import DeadLettered, Done, NotReached, Outcome, Passed, Refused, Repeated
from shared.engine.rules import NotFound
from shared.engine.storage.dead_letters import DeadLetter
from shared.engine.storage.tables import LARGEST_NUMBER
from shared.web.access import Operator
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.documents.openapi import may_refuse
from shared.web.documents.shapes import list_of, shape
from shared.web.lists import Paged, cursor, number_of
from shared.web.routes import CheckedRoute

log = structlog.get_logger()


Number = Annotated[int, Path(ge=1, le=LARGEST_NUMBER)]
State = Literal["open", "handled", "discarded"]


class DeadLetters(Protocol):
    """One service's dead letters, and what can be done about them."""

    async def list(self, state: State, after: int, limit: int) -> Sequence[DeadLetter]:
        """Those in this state with a number above `after`, in order of number, without what they carry."""
        ...

    async def show(self, number: int) -> DeadLetter | None: ...

    async def retry(self, number: int) -> Outcome:
        """Puts it through the handler once more, on today's state.

        Raises NotFound unless it is open, and LaterOneFirst.
        """
        ...

    async def discard(self, number: int, why: str) -> bool:
        """Gives it up; it is kept, with the reason. False if there is no such open one."""
        ...

    async def resume(self) -> bool:
        """Lets a consumer that was stopped go on. False if it was not stopped."""
        ...


@dataclass(frozen=True, slots=True)
class Discard:
    """Why a dead letter is given up: it will never take effect."""

    why: Annotated[str, Field(min_length=1, max_length=1000)]


_NUMBER: Final = ("number",)
_CONTENT: Final = {"key", "attributes", "payload", "discarded_why"}
SUMMARY: Final = shape("DeadLetterSummary", DeadLetter, hidden=_CONTENT, always=_NUMBER)
LETTER: Final = shape(
    "DeadLetter", DeadLetter, always=_NUMBER, also={"payload": str | None, "payload_base64": str | None}
)


class Resumed(BaseModel):
    """Whether the consumer stood still, and goes on now."""

    resumed: bool


class Became(BaseModel):
    """What became of a dead letter."""

    number: int
    outcome: str
    reason: str | None = None


def build_routes(prefix: str, letters: DeadLetters) -> APIRouter:
    """The operations, below the prefix. All of them need the right to operate."""
    router = APIRouter(prefix=f"{prefix}/deadletters", tags=["dead letters"], route_class=CheckedRoute)

    @router.get("", response_model=list_of(SUMMARY))
    async def list_dead_letters(operator: Operator, page: Paged, state: State = "open") -> Response:
        """Dead letters in this state, oldest first, without their payload."""
        found = await letters.list(state, number_of(page, 0), page.limit + 1)
        shown, more = found[: page.limit], len(found) > page.limit
        following = cursor(str(shown[-1].number)) if more else None
        return answer({"items": [_summary(letter) for letter in shown], "next": following})

    @router.post("/resume", response_model=Resumed)
    async def resume_consumer(operator: Operator) -> Response:
        """Lets a consumer go on that was stopped, by too many dead letters in a row or by an operator."""
        resumed = await letters.resume()
        log.info("consumer resumed", principal=operator.name, outcome="resumed" if resumed else "not stopped")
        return answer({"resumed": resumed})

    @router.get("/{number}", response_model=LETTER)
    async def show_dead_letter(operator: Operator, number: Number) -> Response:
        """One dead letter; with its payload and why it was given up, if you have the Committee's audience."""
        letter = await letters.show(number)
        if letter is None:
            raise NotFound
        return answer(_summary(letter) | (_content(letter) if operator.audience == "committee" else {}))

    @router.post("/{number}/retry", response_model=Became, responses=may_refuse(409))
    async def retry_dead_letter(operator: Operator, number: Number) -> Response:
        """Puts it through the handler once more, on today's state, and says what became of it."""
        became = _describe_outcome(await letters.retry(number))
        log.info("dead letter retried", principal=operator.name, number=number, outcome=became["outcome"])
        return answer({"number": number, **became})

    @router.post("/{number}/discard", response_model=Became)
    async def discard_dead_letter(operator: Operator, number: Number, body: Annotated[Discard, AsJson]) -> Response:
        """Gives it up for good, with the reason."""
        if not await letters.discard(number, f"{operator.name}: {body.why}"):
            raise NotFound
        log.info("dead letter discarded", principal=operator.name, number=number)
        return answer({"number": number, "outcome": "discarded"})

    return router


def _summary(letter: DeadLetter) -> dict[str, object]:
    shown = ("number", "recorded_at", "reason", "topic", "partition", "offset", "tries", "state")
    return {name: getattr(letter, name) for name in shown}


def _content(letter: DeadLetter) -> dict[str, object]:
    """What it carries: text as it came, anything else in base 64; and why it was given up, as a person said."""
    carried: dict[str, object] = {"key": letter.key, "attributes": letter.attributes}
    carried["discarded_why"] = letter.discarded_why
    if letter.payload is None:
        return carried | {"payload": None}
    try:
        return carried | {"payload": letter.payload.decode()}
    except UnicodeDecodeError:
        return carried | {"payload_base64": base64.b64encode(letter.payload).decode()}


def _describe_outcome(outcome: Outcome) -> dict[str, object]:
    match outcome:
        case Done() | Repeated() | Passed():
            return {"outcome": "handled"}
        case Refused(refusal=refusal):
            return {"outcome": "refused", "reason": refusal.title}
        case DeadLettered(reason=reason):
            return {"outcome": "dead letter", "reason": reason}
        case NotReached():
            return {"outcome": "not tried", "reason": "the consumer stands still: resume it first"}
        case _:
            assert_never(outcome)
