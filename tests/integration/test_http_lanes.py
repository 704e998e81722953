"""Lanes: further ports of a service, at which a gateway leads its clients in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from shared.web.server.serving import CannotListen, address, listen, listen_in_lanes, serving
from tests.integration.test_http_server import DESK, application
from tests.support.http_example import Example


async def test_a_service_answers_at_its_port_and_in_each_lane() -> None:
    own, *lanes = (listen("127.0.0.1", 0) for _ in range(3))
    urls = [address(one) for one in (own, *lanes)]
    async with serving(application(Example()), own, lanes=lanes), httpx.AsyncClient(headers=DESK) as client:
        assert [(await client.get(f"{url}/visits")).status_code for url in urls] == [200, 200, 200]
    async with httpx.AsyncClient() as client:
        for url in urls:
            with pytest.raises(httpx.ConnectError):
                await client.get(url)


def test_a_port_in_use_leaves_no_lane_open() -> None:
    with hold_one_of_two_ports() as port:
        with pytest.raises(CannotListen, match=str(port)):
            listen_in_lanes("127.0.0.1", port - 1, 2)
        with listen("127.0.0.1", port - 1):
            pass


@contextmanager
def hold_one_of_two_ports() -> Iterator[int]:
    """A port that is in use, behind one that is free."""
    while True:
        with listen("127.0.0.1", 0) as held:
            port: int = held.getsockname()[1]
            if is_free(port - 1):
                yield port
                return


def is_free(port: int) -> bool:
    try:
        listen("127.0.0.1", port).close()
    except CannotListen:
        return False
    return True
