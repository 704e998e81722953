"""Sets editions in the form that is asked for, beside the event loop, and keeps what was asked for last.

A form takes up to half a second of a processor. So one is made at a time, in a thread, and few may wait.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Final

from services.council.documents import as_json
from services.council.documents.document import Document
from services.council.documents.forms import Form
from services.council.documents.setting.problems import CannotBeSet
from shared.engine.refusal import Refusal
from shared.web.problems import Unavailable

MOST_WAITING: Final = 50
"""Who asks while so many wait is told to come back."""
MOST_KEPT: Final = 32 * 1024 * 1024
"""Bytes of forms that are kept to be served again."""


class FormNotPossible(Refusal):
    """This form cannot be made of this edition, since a character is in none of its fonts: ask for another form."""

    status = 406


class Renderer:
    """Makes forms one after another. Belongs to one process, and is used from its event loop alone."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="forms")
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._waiting = 0
        self._turn = asyncio.Lock()

    async def render(self, document: Document, form: Form) -> bytes:
        """The document in this form. Raises FormNotPossible, or Unavailable while too many wait."""
        key = f"{form.name}/{sha256(as_json.dump(document)).hexdigest()}"
        if (kept := self._find(key)) is not None:
            return kept
        if self._waiting >= MOST_WAITING:
            raise Unavailable
        self._waiting += 1
        try:
            async with self._turn:
                return self._find(key) or self._keep(key, await self._make(document, form))
        finally:
            self._waiting -= 1

    async def _make(self, document: Document, form: Form) -> bytes:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, form.render, document)
        except CannotBeSet as error:
            raise FormNotPossible from error

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
