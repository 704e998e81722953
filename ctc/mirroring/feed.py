"""The feed of released copies, as far as a mirror reads it. A later version may tell more; that is passed over."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, JsonValue, StringConstraints, ValidationError

from ctc.errors import CannotStart

EditionPath = Annotated[str, StringConstraints(pattern=r"^/reports/")]


class Announced(BaseModel):
    """An edition, where it is, and the SHA-256 of its JSON in English, as the audience was told."""

    edition_id: str
    report: str
    path: EditionPath
    digest: str | None = None


class Withdrawn(BaseModel):
    """What the audience no longer has."""

    id: str


class Event(BaseModel):
    """A CloudEvent of any kind."""

    type: Annotated[str, StringConstraints(pattern=r"\.[a-z_]+\.v[0-9]+$")]
    data: JsonValue

    @property
    def kind(self) -> str:
        """Such as `report` of `org.un.ctc.released.report.v1`."""
        return self.type.split(".")[-2]


class Page(BaseModel):
    """A page of the feed, and behind what the next one begins."""

    items: list[Event]
    next: str


Read = TypeVar("Read", bound=BaseModel)


def read(model: type[Read], said: bytes | JsonValue) -> Read:
    """What the system said, as this model: bytes of JSON, or a part of them. Raises CannotStart."""
    try:
        return model.model_validate_json(said) if isinstance(said, bytes) else model.model_validate(said)
    except ValidationError:
        raise CannotStart("the system answers with no feed of reports: is CTC_URL right?") from None
