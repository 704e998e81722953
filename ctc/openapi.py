"""OpenAPI of each service, made from its routes; `python -m ctc.openapi` writes the files.

With `--release` the written files also count as released. A later change may add paths, methods and optional
parameters. It must not remove any, or ask for more.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import asyncpg
import httpx
from starlette.types import Receive, Scope, Send

import contracts
from ctc import composition, serving
from reference import load
from services.portal.asking.client import build_clients
from services.portal.service import describe as describe_portal
from shared.engine.principals import Principal
from shared.engine.running.resources import Resources
from shared.engine.running.waking import Wake
from shared.engine.time.clock import SystemClock
from shared.operations.settings import PUBLIC_URL
from shared.transports.loopback import LoopbackTransport
from shared.web.app import build

HERE = Path(contracts.__file__).parent
FILES, RELEASED = HERE / "openapi", HERE / "last_release" / "openapi"
METHODS = ("get", "post", "put", "patch", "delete")

Document = dict[str, Any]


def documents() -> dict[str, Document]:
    """The document of each service, by name."""
    no_pool = cast("asyncpg.Pool[asyncpg.Record]", None)  # routes are described, not run
    transport, wake = LoopbackTransport(no_pool, composition.NAMES, Wake()), Wake()
    resources = Resources(no_pool, "", transport, SystemClock(), load(), wake)
    runtimes = composition.make_runtimes(composition.SERVICES, resources)
    alone = {
        runtime.service.name: serving.alone(runtime, _find_nobody, transport, no_pool).openapi() for runtime in runtimes
    }
    pages = describe_portal(build_clients(httpx.ASGITransport(_answer_nothing)), "", PUBLIC_URL, load())
    return {**alone, pages.name: build(pages, _find_nobody).openapi()}


async def _answer_nothing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """Stands where nothing is asked."""


async def _find_nobody(_bearer: str) -> Principal | None:
    return None


def text(document: Document) -> str:
    """The document as its file has it."""
    return json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def problems() -> list[str]:
    """One line for each file that is stale, and for each change that breaks who uses what was released."""
    lines: list[str] = []
    there = documents()
    # A path names a resource and no service: it may go from one to another.
    all_paths: Document = {
        "paths": {path: one for document in there.values() for path, one in document["paths"].items()}
    }
    for name, document in there.items():
        file, last_release = FILES / f"{name}.json", RELEASED / f"{name}.json"
        if not file.exists() or file.read_text(encoding="utf-8") != text(document):
            lines.append(f"openapi/{name}.json: is stale; run `make generate`")
        if last_release.exists():
            before = json.loads(last_release.read_text(encoding="utf-8"))
            lines += [f"openapi/{name}.json: {line}" for line in find_breaks(before, all_paths)]
    return lines


def find_breaks(before: Document, after: Document) -> Iterator[str]:
    """What would break somebody who uses the interface as it was."""
    for path, operations in before["paths"].items():
        for method in METHODS:
            if method not in operations:
                continue
            now = after["paths"].get(path, {}).get(method)
            if now is None:
                yield f"{method.upper()} {path} is gone"
                continue
            for name in sorted(_parameters(operations[method]) - _parameters(now)):
                yield f"{method.upper()} {path} no longer takes {name}"
            for name in sorted(_required_parameters(now) - _required_parameters(operations[method])):
                yield f"{method.upper()} {path} now demands {name}"


def _parameters(operation: Document) -> set[str]:
    return {one["name"] for one in operation.get("parameters", ())}


def _required_parameters(operation: Document) -> set[str]:
    return {one["name"] for one in operation.get("parameters", ()) if one.get("required")}


def write(directory: Path) -> None:
    """Writes the file of each service."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, document in documents().items():
        (directory / f"{name}.json").write_text(text(document), encoding="utf-8")


if __name__ == "__main__":
    write(FILES)
    if "--release" in sys.argv[1:]:
        write(RELEASED)
