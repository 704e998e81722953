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
from functools import cache
from typing import Final
from weakref import WeakValueDictionary

import anyio
from anyio.abc import ByteStream
from anyio.streams.tls import TLSStream

AT_ONCE: Final = 4
"""Threads for all owners; one owner has one at a time. A handshake has one while it works, not while it waits."""
NICENESS: Final = 10
"""Where the loop wants the processor too, it has nine tenths of it."""
DEAREST: Final = 0.5
"""Seconds of processor for a handshake. A usual one takes some milliseconds."""


class HandshakeTooDear(Exception):
    """The endpoint's certificates take more time than those of a hundred usual ones."""


async def shake_hands(network: ByteStream, trusted: ssl.SSLContext, host: str, owner: str) -> TLSStream:
    """The stream above TLS. Raises ssl.SSLError, anyio.BrokenResourceError or HandshakeTooDear."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = trusted.wrap_bio(incoming, outgoing, server_hostname=host)
    turn, cost, is_done = _turns.setdefault(owner, asyncio.Lock()), 0.0, False
    while not is_done:
        is_done, seconds = await _work_in_turn(turn, tls.do_handshake)
        cost += seconds
        if cost > DEAREST:
            raise HandshakeTooDear
        if outgoing.pending:
            await network.send(outgoing.read())
        if not is_done:
            await _receive(network, incoming)
    return TLSStream(network, False, tls, incoming, outgoing)


_turns = WeakValueDictionary[str, asyncio.Lock]()
"""By owner, while one of its handshakes is under way."""


async def _work_in_turn(turn: asyncio.Lock, step: Callable[[], None]) -> tuple[bool, float]:
    """The turn lasts until the thread is free again, also where nobody waits for it any more."""

    def end(working: asyncio.Future[tuple[bool, float]]) -> None:
        turn.release()
        if not working.cancelled():
            working.exception()  # whoever waited got it

    await turn.acquire()
    working = asyncio.get_running_loop().run_in_executor(_threads(), _work, step)
    working.add_done_callback(end)
    return await asyncio.shield(working)


async def _receive(network: ByteStream, incoming: ssl.MemoryBIO) -> None:
    try:
        incoming.write(await network.receive())
    except anyio.EndOfStream:
        incoming.write_eof()


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="handshake", initializer=_give_way)


def _give_way() -> None:
    """Lets all others have the processor first."""
    if sys.platform == "linux":  # elsewhere this would be the priority of the process
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


def _work(step: Callable[[], None]) -> tuple[bool, float]:
    """Whether both have agreed, and the seconds of processor that it took."""
    begun, is_done = time.thread_time(), True
    try:
        step()
    except ssl.SSLWantReadError:
        is_done = False
    return is_done, time.thread_time() - begun
