"""Commands on business data talk to a running system over HTTP, or start one on a directory for themselves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

from ctc.errors import CannotStart
from ctc.output import note
from shared import settings as settings_of
from shared.embedded_postgres import DataDirectoryInUse, holder

Data = Annotated[
    Path | None,
    typer.Option(help="Start what is needed on this directory, do it, and stop; else CTC_URL and CTC_TOKEN."),
]
PATIENCE = 600.0
"""Seconds to wait for an answer: an import of the largest file takes some minutes."""


class Refused(Exception):
    """The system answered no; the message is its own."""

    def __init__(self, problem: dict[str, Any]) -> None:
        rule = "".join(f", {word} {problem[word]}" for word in ("rule", "paragraph") if problem.get(word))
        fields = f" ({', '.join(problem['fields'])})" if problem.get("fields") else ""
        detail = f" {problem['detail']}" if problem.get("detail") else ""
        super().__init__(f"{problem.get('title', 'refused')}{detail}{fields}{rule}")
        self.problem = problem


@contextmanager
def connected(data: Path | None) -> Iterator[httpx.Client]:
    """A client of the system; one that was started for it stops with the block."""
    if data is None:
        settings = settings_of.read()
        with _client(settings.url, settings.token.get_secret_value() if settings.token else None) as client:
            yield client
        return
    running = holder(data)
    if running is not None:
        if not running.get("address"):
            raise DataDirectoryInUse(data, running)
        with _client(running["address"], running.get("token")) as client:
            yield client
        return
    with _started(data) as (address, token), _client(address, token) as client:
        yield client


def _client(url: str, token: str | None) -> httpx.Client:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.Client(base_url=url, headers=headers, timeout=PATIENCE)


@contextmanager
def _started(data: Path) -> Iterator[tuple[str, str]]:
    """A system of our own on the directory, until the block ends."""
    command = [sys.executable, "-m", "ctc", "up", "--data", str(data), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        said = [process.stdout.readline().split() for _ in range(2)]
        if [words[:1] for words in said] != [["address"], ["token"]]:
            raise CannotStart(f"nothing could be started on {data}; its reason stands above")
        yield said[0][1], said[1][1]
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def ask(client: httpx.Client, method: str, path: str, **request: Any) -> httpx.Response:
    """Asks the system. Raises Refused for its refusals, CannotStart where it cannot be reached or failed."""
    try:
        response = client.request(method, path, **request)
    except httpx.HTTPError as error:
        raise CannotStart(
            f"{client.base_url} does not answer ({error}): start it with `ctc up`, set CTC_URL, or use --data"
        ) from error
    check(response)
    return response


def check(response: httpx.Response) -> None:
    """Raises what `ask` raises for an answer that is an error."""
    if response.status_code < 400:
        return
    problem = _problem(response)
    if response.status_code in (401, 403):
        raise CannotStart(f"{problem.get('title')}: set CTC_TOKEN to a token with that right")
    if response.status_code >= 500:
        raise CannotStart(f"the system answered {response.status_code}: {problem.get('title', '')}; see its log")
    raise Refused(problem)


def _problem(response: httpx.Response) -> dict[str, Any]:
    try:
        problem = response.json()
    except ValueError:
        problem = None
    return problem if isinstance(problem, dict) else {"title": f"{response.status_code} {response.reason_phrase}"}


def get_all(client: httpx.Client, path: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    """Every item of a list, page after page."""
    items: list[dict[str, Any]] = []
    after: str | None = None
    while True:
        given = {name: value for name, value in {**parameters, "after": after}.items() if value is not None}
        page = ask(client, "GET", path, params=given).json()
        items += page["items"]
        after = page["next"]
        if after is None:
            return items


def refused(refusal: Refused) -> typer.Exit:
    """Says a refusal, for exit 1."""
    note(f"refused: {refusal}")
    return typer.Exit(1)
