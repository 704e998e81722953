"""Agrees on keys with an endpoint, in threads: what its certificates cost holds nobody else up.

The key of a certificate may be on a curve of its own. To read such a one takes 0.2 s of processor, whether anybody
needs it or not, and nothing in Python's `ssl` refuses it. TLS works without Python's lock: the loop goes on meanwhile.
"""

from __future__ import annotations

import asyncio
import os
import ssl
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Final
from weakref import WeakValueDictionary

import anyio
from anyio.abc import ByteStream
from anyio.streams.tls import TLSStream

AT_ONCE: Final = 8
"""Threads for all owners; one owner has one at a time. A handshake has one while it works, not while it waits."""
NICENESS: Final = 10
"""Where the loop wants the processor too, it has nine tenths of it."""
DEAREST: Final = 0.1
"""Seconds of processor for a handshake. A usual one takes some milliseconds."""
REST: Final = 600.0
"""Seconds after a dearer one in which its owner has none: no other owner waits for its threads in vain for long."""
LONGEST_WAIT: Final = 3.0
"""Seconds for a turn, and as many for a thread. A handshake has two or three steps, and a call ten seconds."""


class HandshakeTooDear(Exception):
    """The endpoint's certificates take more time than those of twenty usual ones, or did so a short time ago."""


class NoThreadFree(Exception):
    """Handshakes of others have all threads for too long. It says nothing of the endpoint."""


async def shake_hands(network: ByteStream, trusted: ssl.SSLContext, host: str, owner: str) -> TLSStream:
    """The stream above TLS. Raises ssl.SSLError, anyio.BrokenResourceError, HandshakeTooDear or NoThreadFree."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = trusted.wrap_bio(incoming, outgoing, server_hostname=host)
    cost, is_done = 0.0, False
    while not is_done:
        step = await work_in_turn(owner, tls.do_handshake)
        cost += step.seconds
        if cost > DEAREST:
            _let_rest(owner)
            raise HandshakeTooDear
        if step.error is not None:
            raise step.error
        is_done = step.is_done
        if outgoing.pending:
            await network.send(outgoing.read())
        if not is_done:
            await _receive(network, incoming)
    return TLSStream(network, False, tls, incoming, outgoing)


async def _receive(network: ByteStream, incoming: ssl.MemoryBIO) -> None:
    try:
        incoming.write(await network.receive())
    except anyio.EndOfStream:
        incoming.write_eof()


# ---- turns and threads ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """What came of a piece of work."""

    is_done: bool
    """Whether both have agreed; else more must come from the other side."""
    seconds: float
    """Of processor."""
    error: OSError | None
    """Of TLS."""


_turns = WeakValueDictionary[str, asyncio.Lock]()
"""By owner, while one of its handshakes is under way."""
_rest_until = dict[str, float]()
"""By owner, for those who had one that was too dear. There are no more of them than there are owners."""


async def work_in_turn(owner: str, step: Callable[[], None]) -> Step:
    """Works in a thread. The turn lasts until that is free again, also where nobody waits for it any more.

    Raises HandshakeTooDear while the owner rests, or NoThreadFree, and begins nothing.
    """

    def end(working: asyncio.Future[Step]) -> None:
        turn.release()
        if not working.cancelled() and working.result().seconds > DEAREST:
            _let_rest(owner)

    turn = _turns.setdefault(owner, asyncio.Lock())
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            await turn.acquire()
    except TimeoutError:
        raise NoThreadFree from None
    if _rest_until.get(owner, 0.0) > time.monotonic():
        turn.release()
        raise HandshakeTooDear
    asked = _threads().submit(_work, step)
    working = asyncio.wrap_future(asked)
    working.add_done_callback(end)
    try:
        await asyncio.wait([working], timeout=LONGEST_WAIT)
    finally:
        has_no_thread = asked.cancel()  # what has begun goes on
    if has_no_thread:
        raise NoThreadFree
    return await asyncio.shield(working)


def _let_rest(owner: str) -> None:
    _rest_until[owner] = time.monotonic() + REST


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="handshake", initializer=_give_way)


def _give_way() -> None:
    """Lets all others have the processor first."""
    if sys.platform == "linux":  # elsewhere this would be the priority of the process
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


def _work(step: Callable[[], None]) -> Step:
    begun, is_done, error = time.thread_time(), True, None
    try:
        step()
    except ssl.SSLWantReadError:
        is_done = False
    except OSError as why:
        error = why
    return Step(is_done, time.thread_time() - begun, error)
