"""Sets editions in the form that is asked for, beside the service, and keeps what was asked for last.

A PDF takes up to some seconds of a processor, and memory that is not given back. So such forms are made one at a time,
in a process of their own: what becomes of it, the service goes on. Nobody has more than a few in the queue, because
nobody has more requests under way. All strangers together leave places to others, and stand in the queue one at a time.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from hashlib import sha256
from typing import Final, TypeVar, TypeVarTuple, Unpack

from anyio import BrokenWorkerProcess, fail_after, to_process

from services.council.documents import as_json
from services.council.documents.document import Document
from services.council.documents.forms import Form
from services.council.documents.setting.characters import spell_out
from services.council.documents.setting.problems import CannotBeSet
from services.council.editions.forms.setting import set_form
from shared.engine.refusal import Refusal
from shared.web.problems import Unavailable

Given = TypeVarTuple("Given")
Made = TypeVar("Made")

LONGEST: Final = 60.0
"""Seconds after which the process that makes a form is ended."""
MOST_WAITING: Final = 16
"""Who asks while so many wait is told to come back. They are fewer than may be worked on, so that the rest goes on."""
MOST_OF_STRANGERS: Final = 12
"""Of these places. So whoever has a token finds one, also while strangers flood."""
MOST_KEPT: Final = 32 * 1024 * 1024
"""Bytes of forms that are kept to be served again."""


class FormNotPossible(Refusal):
    """This form cannot be made of this edition, since a character is in none of its fonts: ask for another form."""

    status = 406


class Renderer:
    """Makes forms one after another. Belongs to one process, and is used from its event loop alone."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._waiting = Counter[bool]()
        """By whether they are strangers."""
        self._making = {True: asyncio.Lock(), False: asyncio.Lock()}
        """By whether they take long: text waits for no PDF."""
        self._of_strangers = {True: asyncio.Lock(), False: asyncio.Lock()}
        """Strangers wait here first. So one of them at most is before somebody with a token."""

    async def render(self, document: Document, form: Form, *, for_stranger: bool = False) -> bytes:
        """The document in this form. Raises FormNotPossible, or Unavailable while too many wait."""
        key = f"{form.name}/{sha256(as_json.dump(document)).hexdigest()}"
        if (kept := self._find(key)) is not None:
            return kept
        async with self._turn(form, for_stranger):
            return self._find(key) or self._keep(key, await _make(document, form))

    @asynccontextmanager
    async def _turn(self, form: Form, for_stranger: bool) -> AsyncIterator[None]:
        if self._waiting.total() >= MOST_WAITING or (for_stranger and self._waiting[True] >= MOST_OF_STRANGERS):
            raise Unavailable
        self._waiting[for_stranger] += 1
        try:
            first = self._of_strangers[form.takes_long] if for_stranger else nullcontext()
            async with first, self._making[form.takes_long]:
                yield
        finally:
            self._waiting[for_stranger] -= 1

    async def spell_out(self, text: str) -> str:
        """The text with `[U+1F600]` for each character that is in no font. Raises Unavailable."""
        async with self._making[True]:
            return await _do_apart(spell_out, text)

    def _find(self, key: str) -> bytes | None:
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


async def _make(document: Document, form: Form) -> bytes:
    try:
        if form.takes_long:
            return await _do_apart(set_form, form.name, document)
        return await asyncio.to_thread(form.render, document)
    except CannotBeSet as error:
        raise FormNotPossible from error


async def _do_apart(what: Callable[[Unpack[Given]], Made], *given: *Given) -> Made:
    """Does it in the other process. Raises Unavailable where that ends, or takes too long."""
    try:
        with fail_after(LONGEST):
            return await to_process.run_sync(what, *given, cancellable=True)
    except (TimeoutError, BrokenWorkerProcess) as error:
        raise Unavailable from error
