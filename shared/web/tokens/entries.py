"""What the tokens file holds, and how it is read."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from contracts.audiences import Audience
from shared.engine.principals import RESERVED, Principal


def _check_own(name: str) -> str:
    if name.lower() in RESERVED:
        raise PydanticCustomError("name_of_the_system", "the system itself acts under this name: take another one")
    return name


Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$"), AfterValidator(_check_own)]
"""It becomes part of a command's identity and of logs: no spaces, no slashes, no name of our own."""
Hash = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
"""SHA-256 of a token, in hexadecimal digits."""


class TokensError(Exception):
    """What is wrong with the tokens file, or with what was asked of it, in one line."""


class OldToken(BaseModel):
    """The token before the present one. It lets its holder in until it ends."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token_sha256: Hash
    expires_on: date
    """The last day on which it lets its holder in."""


class Entry(BaseModel):
    """One principal, as the file has it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name
    number: Annotated[int, Field(ge=1)] = 1
    """The how-manieth of this name."""
    token_sha256: Hash
    expires_on: date | None = None
    """The last day on which the token lets its holder in; None: it never ends by itself."""
    old: OldToken | None = None
    audience: Audience = "public"
    parties: list[str] = []
    sources: list[str] = []
    may_command: bool = False
    may_operate: bool = False
    notice_types: list[str] = []
    bodies: list[str] = []

    @property
    def principal(self) -> Principal:
        """Who it is, and what it may do."""
        return Principal(
            self.name,
            self.audience,
            frozenset(self.parties),
            frozenset(self.sources),
            self.may_command,
            self.may_operate,
            frozenset(self.notice_types),
            frozenset(self.bodies),
            self.number,
            "token",
        )

    @property
    def last_days(self) -> dict[str, date]:
        """For each token, by hash, the last day on which it lets its holder in."""
        days = {self.token_sha256: self.expires_on or date.max}
        return days | ({self.old.token_sha256: self.old.expires_on} if self.old else {})


class File(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    principals: list[Entry] = []
    shut_out: dict[Name, Annotated[int, Field(ge=1)]] = {}
    """How many of each name were shut out. The next one has a number of its own, and nothing of theirs."""


def build_entry(principal: Principal, token_sha256: str, expires_on: date | None, old: OldToken | None) -> Entry:
    """The entry of a principal. Raises TokensError."""
    try:
        return Entry(
            name=principal.name,
            number=principal.number,
            token_sha256=token_sha256,
            expires_on=expires_on,
            old=old,
            audience=principal.audience,
            parties=sorted(principal.parties),
            sources=sorted(principal.sources),
            may_command=principal.may_command,
            may_operate=principal.may_operate,
            notice_types=sorted(principal.notice_types),
            bodies=sorted(principal.bodies),
        )
    except ValidationError as error:
        problem = error.errors()[0]
        raise TokensError(f"{problem['loc'][0]} {principal.name!r}: {problem['msg']}") from None


def hash_token(token: str) -> str:
    """By which a token is known."""
    return sha256(token.encode()).hexdigest()


def load(path: Path) -> File:
    """The file's content; a file that is not there lets nobody in. Raises TokensError."""
    try:
        return File.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return File()
    except OSError as error:
        raise TokensError(f"tokens file {path} cannot be read: {error.strerror}") from None
    except ValidationError as error:
        problem = error.errors(include_input=False)[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise TokensError(f"tokens file {path} is not valid at {where or 'its start'}: {problem['type']}") from None


def listing(path: Path) -> list[Entry]:
    """The entries, by name. Raises TokensError."""
    return sorted(load(path).principals, key=lambda entry: entry.name)


def principals(path: Path) -> list[Principal]:
    """Who may come in, by name. Raises TokensError."""
    return [entry.principal for entry in listing(path)]
