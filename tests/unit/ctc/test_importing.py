"""`ctc import` says what became of a file, and what to do where the server goes away in the middle."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import httpx
import pytest

from ctc.commands.importing import _describe, _import
from ctc.errors import CannotStart

PROGRESS = b'{"accepted": 1000, "rejected": 0, "unchanged": 0}\n'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
CHUNK = b"%x\r\n%s\r\n" % (len(PROGRESS), PROGRESS)


def answer_once(listener: socket.socket, answer: bytes) -> None:
    """A server that answers so much, and ends without the last chunk."""
    connection, _ = listener.accept()
    asked = b""
    with connection:
        while not asked.endswith(b"\r\n0\r\n\r\n"):  # the last chunk of the request
            asked += connection.recv(65536)
        connection.sendall(answer)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


@pytest.mark.parametrize(("answer", "says_what_stays"), [(HEAD + CHUNK, True), (HEAD, False)])
def test_an_import_that_was_cut_off_says_that_what_was_accepted_stays(
    listener: socket.socket, answer: bytes, says_what_stays: bool
) -> None:
    server = threading.Thread(target=answer_once, args=(listener, answer))
    server.start()
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with httpx.Client(base_url=address) as client, pytest.raises(CannotStart) as raised:
        _import(client, "visits", {}, iter([b"a line\n"]), "text/csv")
    server.join()
    assert ("send the same file again" in str(raised.value)) is says_what_stays


@pytest.mark.parametrize(("unchanged", "says_so"), [(0, True), (1, False)])
def test_a_file_without_a_row_is_said_to_have_none(unchanged: int, says_so: bool) -> None:
    result = {"accepted": 0, "rejected": [], "unchanged": unchanged}
    assert ("the file names its columns and has no row" in _describe(result)) is says_so
