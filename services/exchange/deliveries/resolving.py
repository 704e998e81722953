"""Finds out where an endpoint is: its name is looked up in threads, and each address is checked.

A look-up of the system cannot be broken off. So a thread is taken until its look-up ends, whoever waits for it.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from ipaddress import ip_address
from typing import Final
from weakref import WeakValueDictionary

from services.exchange.subscriptions.addresses import Address, Endpoint, Networks, NoPublicAddress, check_addresses
from shared.web.problems import TooManyRequests, Unavailable

FOR_DELIVERIES: Final = 64
"""Names that are looked up at the same time. A name server that hangs holds one of them for a while in each turn."""
FOR_NEW_ONES: Final = 32
"""The same for those who subscribe, so that they hold up no delivery."""
MOST_OF_ONE: Final = 2
"""Look-ups of one owner among these, so that a few with slow name servers hold up nobody else."""
LONGEST_LOOK: Final = 10.0
"""Seconds for which somebody who subscribes waits."""

LookUp = Callable[[Endpoint], Awaitable[list[Address]]]


async def find_address(endpoint: Endpoint, allowed: Networks, look_up: LookUp) -> Address:
    """Where to connect to now. Raises NoPublicAddress or AddressNotUsable."""
    number = endpoint.number
    addresses = [number] if number is not None else await look_up(endpoint)
    check_addresses(endpoint, addresses, allowed)
    return min(addresses, key=lambda address: address.version)  # a host of ours may have no IPv6


async def look_up_for_delivery(endpoint: Endpoint) -> list[Address]:
    """The addresses of an endpoint that is subscribed. Raises NoPublicAddress."""
    return await _read_addresses(_begin(_threads_for_deliveries(), endpoint))


@cache
def _threads_for_deliveries() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(FOR_DELIVERIES, thread_name_prefix="resolver")


class NewNames:
    """Looks up names for those who subscribe. Belongs to one event loop."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(FOR_NEW_ONES, thread_name_prefix="resolver")
        self._turns = WeakValueDictionary[str, asyncio.Semaphore]()
        """By owner, while it has a look-up."""

    async def look_up(self, owner: str, endpoint: Endpoint) -> list[Address]:
        """Raises NoPublicAddress; TooManyRequests while this owner's own take long; Unavailable if this one does."""
        look = None
        try:
            async with asyncio.timeout(LONGEST_LOOK):
                turns = self._turns.setdefault(owner, asyncio.Semaphore(MOST_OF_ONE))
                await turns.acquire()
                look = _begin(self._threads, endpoint)
                look.add_done_callback(lambda _: turns.release())
                return await _read_addresses(asyncio.shield(look))
        except TimeoutError:
            raise (TooManyRequests if look is None else Unavailable) from None


Found = list[tuple[int, int, int, str, tuple[str | int, ...]]]


def _begin(threads: ThreadPoolExecutor, endpoint: Endpoint) -> asyncio.Future[Found]:
    return asyncio.get_running_loop().run_in_executor(threads, _look_up, endpoint.host, endpoint.port)


async def _read_addresses(look: asyncio.Future[Found]) -> list[Address]:
    try:
        return [ip_address(str(info[4][0])) for info in await look]
    except (OSError, UnicodeError):
        raise NoPublicAddress(fields=("url",)) from None


def _look_up(host: str, port: int) -> Found:
    return [(*info[:4], tuple(info[4])) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
