"""The compose file, started for real if there is a container engine."""

from __future__ import annotations

import json
import os
import re
import shutil
import ssl
import subprocess
import time
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx

from tests.support.processes import SERVICES

DEPLOY = Path(__file__).parents[2] / "deploy"
UPSTREAM = ("python:3.12-slim", "postgres:18", "apache/kafka:4.3.1", "caddy:2")
SETTINGS = re.findall(r"^([A-Z_]+)=", (DEPLOY / ".env.example").read_text(), re.MULTILINE)
SETTLED_SECONDS = 240


class Stack:
    """The compose file under a name, an environment and a port of its own."""

    def __init__(
        self,
        settings: Path,
        port: int,
        project: str,
        deploy: Path = DEPLOY,
        more: tuple[Path, ...] = (),
        ca_file: Path | None = None,
    ) -> None:
        """`ca_file`: the gateway speaks TLS, and this vouches for it."""
        self._command = ["docker", "compose", "--project-name", project, "--env-file", str(settings)]
        for file in (deploy / "docker-compose.yml", *more):
            self._command += ["--file", str(file)]
        # What this shell happens to have set would win over the file.
        self.environment = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        self.settings = settings
        self.address = f"{'https' if ca_file else 'http'}://127.0.0.1:{port}"
        self.trust = ssl.create_default_context(cafile=ca_file) if ca_file else True

    def ask(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*self._command, *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def run(self, *arguments: str) -> str:
        process = self.ask(*arguments)
        if process.returncode != 0:
            logs = self.ask("logs", "--tail", "20").stdout
            raise AssertionError(f"{arguments}: {process.stdout[-1000:]}{process.stderr[-2000:]}{logs[-4000:]}")
        return process.stdout

    def log(self, service: str) -> list[str]:
        """The lines of JSON in the logs of a service's containers."""
        commands = [["docker", "logs", one["Id"]] for one in self.containers(service)]
        logs = [subprocess.run(command, capture_output=True, text=True, check=True) for command in commands]
        return [line for log in logs for line in (log.stdout + log.stderr).splitlines() if line.startswith("{")]

    def containers(self, service: str) -> list[dict[str, Any]]:
        """The engine's description of a service's containers, also of stopped ones."""
        ids = self.run("ps", "--all", "--quiet", service).split()
        output = subprocess.run(["docker", "inspect", *ids], capture_output=True, text=True, check=True).stdout
        descriptions: list[dict[str, Any]] = json.loads(output)
        return descriptions

    def is_ready(self) -> bool:
        """Whether all services are."""
        try:
            return all(self.get(f"/services/{name}/health/ready").status_code == 200 for name in SERVICES)
        except httpx.TransportError:
            return False

    def get(self, path: str, token: str | None = None, **headers: str) -> httpx.Response:
        authorization = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.get(f"{self.address}{path}", headers=authorization | headers, timeout=60, verify=self.trust)

    def post(
        self, path: str, token: str, body: Mapping[str, object], media: str = "application/json"
    ) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": media}
        return httpx.post(f"{self.address}{path}", json=body, headers=headers, timeout=60, verify=self.trust)

    def add_token(self) -> str:
        """Adds a token with all rights."""
        rights = ["--audience", "committee", "--source", "*", "--command", "--operate"]
        return self.run("run", "--rm", "-T", "tokens", "tokens", "add", "tests", *rights).strip()


def settings(tmp_path: Path, **values: object) -> Path:
    """An `.env` as the README says: the example copied, and passwords made."""
    subprocess.run([DEPLOY / "secrets.sh", tmp_path / "secrets"], check=True, capture_output=True)
    values = {"SECRETS": tmp_path / "secrets"} | values
    text = (DEPLOY / ".env.example").read_text()
    for name, value in values.items():
        assert f"\n{name}=" in text, name
        text = "".join(
            f"{name}={value}\n" if line.startswith(f"{name}=") else line for line in text.splitlines(keepends=True)
        )
    path = tmp_path / ".env"
    path.write_text(text)
    return path


def why_not() -> str:
    """Why it cannot be started here, or "". Images that are missing are asked for once."""
    if shutil.which("docker") is None:
        return "there is no docker"
    if subprocess.run(["docker", "info"], capture_output=True, check=False).returncode != 0:
        return "no Docker engine answers"
    for image in UPSTREAM:
        here = subprocess.run(["docker", "image", "inspect", image], capture_output=True, check=False).returncode == 0
        if (
            not here
            and subprocess.run(["docker", "pull", "--quiet", image], capture_output=True, check=False).returncode
        ):
            return f"there is no image {image}, and it cannot be pulled"
    return ""


def until(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + SETTLED_SECONDS
    while not condition():
        assert time.monotonic() < end, f"not within {SETTLED_SECONDS} s: {what}"
        time.sleep(0.2)


def submit(stack: Stack, token: str, reference: str) -> None:
    """Sends a notice of an assessment submitted today, of New Zealand, of which the story does not tell."""
    answer = send_notice(stack, token, reference, stack.get("/clock", token).json()["today"])
    assert answer.status_code == 202, answer.text


def send_notice(stack: Stack, token: str, reference: str, today: str) -> httpx.Response:
    example = json.loads((DEPLOY.parent / "contracts/examples/notice.assessment.submitted.v1.json").read_text())
    fields = {name: example[name] for name in ("synthetic", "kind", "recommendations")}
    data = {**fields, "reference": reference, "state": "NZL", "report_date": today, "submitted_to_ctc_on": today}
    event = {
        "specversion": "1.0", "id": uuid.uuid4().hex, "source": "urn:tests", "subject": "NZL",
        "type": "org.un.ctc.notice.assessment.submitted.v1", "datacontenttype": "application/json", "data": data,
    }  # fmt: skip
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/cloudevents+json"}
    return httpx.post(
        f"{stack.address}/events", content=json.dumps(event), headers=headers, timeout=60, verify=stack.trust
    )


def cycles(stack: Stack, token: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = stack.get("/cycles?state=NZL", token).json()["items"]
    return items
