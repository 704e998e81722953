"""Who comes in with a token of the file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import structlog

from shared.engine.principals import ANY, OWNER, Principal, register_owner
from shared.engine.time.dates import civil_date, end_of_day
from shared.web.tokens.entries import Entry, TokensError, hash_token, load
from shared.web.tokens.uses import Uses

log = structlog.get_logger()


def _find_today() -> date:
    """The civil date by the machine's clock: a simulated clock lets no token live longer."""
    return civil_date(datetime.now(UTC))


@dataclass(slots=True)
class Tokens:
    """Finds the principal of a token; reads the file again when it has changed."""

    path: Path | None = None
    given: Mapping[str, Principal] = field(default_factory=dict)
    """Tokens of this process alone, such as the one that `ctc up` prints."""
    today: Callable[[], date] = _find_today
    uses: Path | None = None
    """The directory in which the last use of each token is noted, if not beside the file."""
    _read: tuple[int, ...] | None = None
    _problem: str | None = None
    _uses: Uses = field(init=False)
    _by_hash: dict[str, tuple[Principal, date]] = field(default_factory=dict)
    """The principal of each token, and the last day on which it lets its holder in."""
    _by_source: dict[str, tuple[Principal, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises TokensError if the file is not valid: better at the start than at a request."""
        self._uses = Uses(self.path, self.uses)
        self._reload()

    async def principal_for(self, bearer: str) -> Principal | None:
        """The principal with this token, or None."""
        self._refresh()
        digest, today = hash_token(bearer), self.today()
        principal, last_day = self._by_hash.get(digest, (None, date.min))
        if principal is None or last_day < today:
            return None
        if bearer not in self.given:
            self._uses.note(digest, today)
        return principal

    def principal_named(self, itself: str) -> Principal | None:
        """Who is this party alone (`Principal.itself`), if it has a token that lets it in."""
        self._refresh()
        today = self.today()
        found = (one for one, last_day in self._by_hash.values() if one.itself == itself and today <= last_day)
        return next(found, None)

    def senders_of(self, source: str) -> tuple[Principal, ...]:
        """The principals of the file that are registered for exactly this source.

        `*` in the file counts for nothing here: of an event on Kafka nobody showed a token. A source that nobody has
        is the owner's, where this process printed the owner's token.
        """
        self._refresh()
        owned = OWNER in self.given.values()
        return self._by_source.get(source) or ((register_owner(source),) if owned else ())

    async def find_problem(self) -> str | None:
        """What is wrong with the file as it now is, in one line; the last valid one still holds."""
        self._refresh()
        return self._problem

    def _refresh(self) -> None:
        try:
            self._reload()
        except TokensError as error:  # half-edited by hand: whoever could come in still can
            self._problem = f"{error}; the last valid one holds"
            log.error("tokens file not read; the last valid one holds", reason=str(error))

    def _reload(self) -> None:
        stamp = _stamp(self.path)
        if stamp == self._read:
            return
        self._read = stamp
        entries = load(self.path).principals if self.path else []
        self._by_hash = {hash_token(token): (principal, date.max) for token, principal in self.given.items()}
        self._by_hash |= _by_hash(entries)
        self._by_source = _by_source(entry.principal for entry in entries)
        self._problem = None


def _by_hash(entries: Iterable[Entry]) -> dict[str, tuple[Principal, date]]:
    return {
        digest: (replace(entry.principal, until=end_of_day(day)), day)
        for entry in entries
        for digest, day in entry.last_days.items()
    }


def _by_source(principals: Iterable[Principal]) -> dict[str, tuple[Principal, ...]]:
    """For each source the principals that name it, each with all its sources."""
    found: dict[str, tuple[Principal, ...]] = {}
    for one in principals:
        named = replace(one, sources=one.sources - {ANY})
        for source in named.sources:
            found[source] = (*found.get(source, ()), named)
    return found


def _stamp(path: Path | None) -> tuple[int, ...]:
    """Differs after each change of the file; empty without one."""
    try:
        stat = os.stat(path) if path else None
    except FileNotFoundError:
        return ()
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino) if stat else ()
