"""The client of commands on business data: over HTTP to a running system, or to one started on a directory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import orjson
import typer

from ctc.errors import CannotStart, Refused
from ctc.output import Detail, note

if TYPE_CHECKING:  # help must not wait for these
    import ssl

    import httpx

Data = Annotated[
    Path | None,
    typer.Option(help="Start what is needed on this directory, do it, and stop; else CTC_URL and CTC_TOKEN."),
]
ROOMS = str(Path(__file__).resolve().parents[1])
"""The folder that holds `ctc`. A started process needs it among its paths too."""
IN_WORDS = {
    "token-needed": "this needs a token: set CTC_TOKEN, or use --data",
    "token-unknown": "this token lets nobody in, it was revoked, ran out or was mistyped: set CTC_TOKEN to another",
    "unavailable": "the system cannot answer just now: try again soon",
}
"""Problems whose own sentences speak of HTTP."""
PATIENCE = 600.0
"""Seconds to wait for an answer: an import of the largest file takes some minutes."""


@contextmanager
def connect(data: Path | None) -> Iterator[httpx.Client]:
    """A client of the system. A system that was started for it stops at the end of the block."""
    from ctc.tls import build_trust  # noqa: PLC0415
    from shared.operations import settings as settings_of  # noqa: PLC0415
    from shared.operations.embedded_postgres import DataDirectoryInUse, holder  # noqa: PLC0415

    settings = settings_of.read()
    trust = build_trust(settings)
    if data is None:
        with _client(settings.url, settings.token.get_secret_value() if settings.token else None, trust) as client:
            yield client
        return
    running = holder(data)
    if running is not None:
        if not running.get("address"):
            raise DataDirectoryInUse(data, running)
        with _client(running["address"], running.get("token"), trust) as client:
            yield client
        return
    with _start_system(data) as (address, token), _client(address, token, trust) as client:
        yield client


def _client(url: str, token: str | None, trust: ssl.SSLContext | bool) -> httpx.Client:
    import httpx  # noqa: PLC0415

    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        hooks = {"response": [_note_answer]} if Detail.wanted else None
        verify = trust if urlsplit(url).scheme != "http" else _trust_nobody()
        return httpx.Client(base_url=url, headers=headers, timeout=PATIENCE, verify=verify, event_hooks=hooks)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise CannotStart(f"CTC_URL and CTC_TOKEN do not make a request ({error}): correct them") from error


def _trust_nobody() -> ssl.SSLContext:
    """For an address without TLS. To read whom one may trust takes longer than most requests."""
    import ssl  # noqa: PLC0415

    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _note_answer(answer: httpx.Response) -> None:
    note(f"{answer.request.method} {answer.request.url}: {answer.status_code}")


@contextmanager
def _start_system(data: Path) -> Iterator[tuple[str, str]]:
    """Runs a system on the directory until the end of the block; yields its address and token."""
    command = [sys.executable, "-m", "ctc", "up", "--data", str(data), "--port", "0"]
    path = os.pathsep.join(filter(None, (ROOMS, os.environ.get("PYTHONPATH"))))
    # Only warnings are logged, since the result is what was asked for.
    environment = {"CTC_LOG_LEVEL": "warning", **os.environ, "PYTHONPATH": path}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    try:
        lines = [process.stdout.readline().split() for _ in range(2)]
        if [words[:1] for words in lines] != [["address"], ["token"]]:
            raise CannotStart(f"nothing could be started on {data}; its reason stands above")
        yield lines[0][1], lines[1][1]
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def ask(client: httpx.Client, method: str, path: str, **request: Any) -> httpx.Response:
    """Sends a request. Raises Refused for a refusal, and CannotStart if the system cannot be reached or fails."""
    with _explain_silence(client):
        response = client.request(method, path, **request)
    _check(response)
    return response


def follow(client: httpx.Client, method: str, path: str, **request: Any) -> Iterator[dict[str, Any]]:
    """Sends a request and yields the lines of the answer as they come. Raises what `ask` raises."""
    with _explain_silence(client), client.stream(method, path, **request) as response:
        if response.status_code >= 400:
            response.read()
            _check(response)
        for line in response.iter_lines():
            yield orjson.loads(line)


@contextmanager
def _explain_silence(client: httpx.Client) -> Iterator[None]:
    import httpx  # noqa: PLC0415

    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            raise CannotStart(
                f"{client.base_url} shows a certificate that is not believed here ({error}): "
                "name the file of the authority that vouches for it in CTC_CA_FILE"
            ) from error
        raise CannotStart(
            f"{client.base_url} does not answer ({error}): start it with `ctc up`, set CTC_URL, or use --data"
        ) from error


def _check(response: httpx.Response) -> None:
    if response.status_code < 400:
        return
    problem = _problem(response)
    if sentence := IN_WORDS.get(problem.get("type", "").removeprefix("/problems/")):
        raise CannotStart(sentence)
    if response.status_code in (401, 403):
        said = f"{problem.get('title')} {problem.get('detail') or ''}".strip().rstrip(".")
        raise CannotStart(f"{said}: set CTC_TOKEN to a token with that right")
    if response.status_code >= 500:
        raise CannotStart(f"the system could not do it: {problem.get('title', 'it failed')}; see its log")
    raise Refused(problem)


def _problem(response: httpx.Response) -> dict[str, Any]:
    try:
        problem = response.json()
    except ValueError:
        problem = None
    if isinstance(problem, dict):
        return problem
    title = f"{response.status_code} {response.reason_phrase}"
    if response.status_code == 400 and response.url.scheme == "http":
        title += ". CTC_URL may have to begin with https."
    return {"title": title}


def get_all(client: httpx.Client, path: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    """Every item of a list, page after page."""
    items: list[dict[str, Any]] = []
    after: str | None = None
    while True:
        query = {name: value for name, value in {**parameters, "after": after}.items() if value is not None}
        page = ask(client, "GET", path, params=query).json()
        items += page["items"]
        after = page["next"]
        if after is None:
            return items
