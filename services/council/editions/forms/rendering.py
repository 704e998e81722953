"""Sets editions in the form that is asked for, beside the service, and keeps what was asked for last.

A PDF takes up to some seconds of a processor, and memory that is not given back. So such forms are made one at a time,
in a process of their own: what becomes of it, the service goes on. That process has a bound of memory: Typst takes
gigabytes for some texts. What has begun goes on as well when nobody waits for it any more. Else whoever asks and leaves
would have that process started anew for each that comes after.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from hashlib import sha256
from time import monotonic
from typing import Final, TypeVar, TypeVarTuple, Unpack

from anyio import BrokenWorkerProcess, fail_after, to_process

from services.council.documents import as_json
from services.council.documents.document import Document
from services.council.documents.forms import Form
from services.council.documents.setting.characters import spell_out
from services.council.documents.setting.problems import CannotBeSet
from services.council.editions.forms.queue import Queue
from services.council.editions.forms.setting import do_within, set_form
from shared.engine.principals import Principal
from shared.engine.refusal import Refusal
from shared.web.problems import Unavailable

Given = TypeVarTuple("Given")
Made = TypeVar("Made")

LONGEST: Final = 60.0
"""Seconds after which the process that makes a form is ended."""
MOST_MEMORY: Final = 400 * 1024 * 1024
"""Bytes for that process: a usual form takes 70 MB, and the container of council has 768 MiB for it and the service."""
TRIED_AGAIN: Final = 600.0
"""Seconds after which a form that could not be made is tried again: its process may have ended for another reason."""
MOST_KEPT: Final = 32 * 1024 * 1024
"""Bytes of forms that are kept to be served again."""


class FormNotPossible(Refusal):
    """This form of this edition takes too much memory, or a character is in none of its fonts: ask for another form."""

    status = 406


class Renderer:
    """Makes forms one after another. Belongs to one process, and is used from its event loop alone."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._impossible = dict[str, float]()
        """What could not be made, and when it is tried again."""
        self._queues = {True: Queue(), False: Queue()}
        """By whether what is made takes long: text waits for no PDF."""
        self._under_way: set[asyncio.Task[object]] = set()

    async def render(self, document: Document, form: Form, asker: Principal) -> bytes:
        """The document in this form. Raises FormNotPossible, or Unavailable while too many wait."""
        key = f"{form.name}/{sha256(as_json.dump(form.date(document))).hexdigest()}"

        async def make() -> bytes:
            return self._find(key) or self._keep(key, await self._make(key, document, form))

        if (kept := self._find(key)) is not None:
            return kept
        return await self._do_in_turn(self._queues[form.takes_long], asker, make)

    async def spell_out(self, text: str, asker: Principal) -> str:
        """The text with `[U+1F600]` for each character that is in no font. Raises Unavailable."""
        return await self._do_in_turn(self._queues[True], asker, lambda: _spell_out(text))

    async def _do_in_turn(self, queue: Queue, asker: Principal, make: Callable[[], Awaitable[Made]]) -> Made:
        """Whoever leaves while it waits leaves the queue; what has begun ends, and keeps the turn until then."""
        async with AsyncExitStack() as turn:
            await turn.enter_async_context(queue.turn(asker))
            under_way = asyncio.create_task(_do_until_done(make, turn.pop_all()))
        self._under_way.add(under_way)
        under_way.add_done_callback(self._forget)
        return await asyncio.shield(under_way)

    def _forget(self, ended: asyncio.Task[object]) -> None:
        """Also that it failed: its reader was told, or has left."""
        self._under_way.discard(ended)
        if not ended.cancelled():
            ended.exception()

    async def _make(self, key: str, document: Document, form: Form) -> bytes:
        try:
            return await _make(document, form)
        except (CannotBeSet, BrokenWorkerProcess, MemoryError) as error:
            now = monotonic()
            self._impossible = {one: until for one, until in self._impossible.items() if until > now}
            self._impossible[key] = now + TRIED_AGAIN
            raise FormNotPossible from error

    def _find(self, key: str) -> bytes | None:
        """What is kept. Raises FormNotPossible where it could not be made a short time ago."""
        if self._impossible.get(key, 0.0) > monotonic():
            raise FormNotPossible
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def _keep(self, key: str, made: bytes) -> bytes:
        self._kept[key] = made
        self._size += len(made)
        while self._size > MOST_KEPT:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest)
        return made


async def _do_until_done(make: Callable[[], Awaitable[Made]], turn: AsyncExitStack) -> Made:
    async with turn:
        return await make()


async def _make(document: Document, form: Form) -> bytes:
    if form.takes_long:
        return await _do_apart(set_form, form.name, document)
    return await asyncio.to_thread(form.render, document)


async def _spell_out(text: str) -> str:
    try:
        return await _do_apart(spell_out, text)
    except (BrokenWorkerProcess, MemoryError) as error:
        raise Unavailable from error


async def _do_apart(what: Callable[[Unpack[Given]], Made], *given: *Given) -> Made:
    """Does it in the other process. Raises Unavailable where it takes too long.

    Raises BrokenWorkerProcess or MemoryError where that wants more memory than it may have.
    """
    try:
        with fail_after(LONGEST):
            return await to_process.run_sync(do_within, MOST_MEMORY, what, *given, cancellable=True)
    except TimeoutError as error:
        raise Unavailable from error
