"""A real Keycloak, from its published distribution. `KEYCLOAK_FROM=maven` allows the 160 MB that it takes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.support.kafka import free_port
from tests.support.provider import AUDIENCE

VERSION = "26.5.6"
ARTIFACT = f"org.keycloak:keycloak-quarkus-dist:{VERSION}:zip"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
PLACE = Path("build") / "keycloak"
SECRET = "of-the-test"
START_SECONDS = 240

OF_OURS = {
    "name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
    "config": {"included.custom.audience": AUDIENCE, "access.token.claim": "true"},
}  # fmt: skip


def _client(name: str, *mappers: dict[str, Any]) -> dict[str, Any]:
    return {
        "clientId": name, "enabled": True, "secret": SECRET, "serviceAccountsEnabled": True, "publicClient": False,
        "standardFlowEnabled": False, "protocolMappers": list(mappers),
    }  # fmt: skip


GROUPS = {
    "name": "groups", "protocol": "openid-connect", "protocolMapper": "oidc-group-membership-mapper",
    "config": {"claim.name": "groups", "full.path": "false", "id.token.claim": "true"},
}  # fmt: skip
PAGES = _client("ctc-pages", GROUPS) | {
    "standardFlowEnabled": True, "serviceAccountsEnabled": False, "redirectUris": ["*"],
    "attributes": {"pkce.code.challenge.method": "S256", "post.logout.redirect.uris": "*"},
}  # fmt: skip
PERSON, PASSWORD = "amina", "of-amina"
AMINA = {
    "username": PERSON, "enabled": True, "emailVerified": True, "email": "amina@example.org", "firstName": "Amina",
    "lastName": "Example", "groups": ["/ctc-officers"],
    "credentials": [{"type": "password", "value": PASSWORD, "temporary": False}],
}  # fmt: skip
REALM = {
    "realm": "ct", "enabled": True, "groups": [{"name": "ctc-officers"}], "users": [AMINA],
    "clients": [_client("unodc-cases", OF_OURS), _client("elsewhere"), PAGES],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Keycloak:
    """One that runs."""

    issuer: str

    def token(self, client_id: str) -> str:
        """An access token by OAuth 2 client credentials."""
        form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": SECRET}
        answer = httpx.post(f"{self.issuer}/protocol/openid-connect/token", data=form, timeout=30)
        answer.raise_for_status()
        token: str = answer.json()["access_token"]
        return token


def is_allowed() -> bool:
    return os.environ.get("KEYCLOAK_FROM") == "maven"


@contextmanager
def keycloak(scratch: Path) -> Iterator[Keycloak]:
    """Started on a database of its own, and ended with it."""
    home, port = scratch / f"keycloak-{VERSION}", free_port()
    _unpack(home)
    (home / "data" / "import").mkdir(parents=True)
    (home / "data" / "import" / "ct.json").write_text(json.dumps(REALM))
    command = ["bash", str(home / "bin" / "kc.sh"), "start-dev", "--http-host", "127.0.0.1", "--import-realm"]
    environment = {**os.environ, "JAVA_OPTS_APPEND": "-Xmx512m", "KC_CACHE": "local", "KC_HTTP_PORT": str(port)}
    environment.pop("JAVA_TOOL_OPTIONS", None)  # a collector that it names would be a second one
    one = Keycloak(f"http://127.0.0.1:{port}/realms/ct")
    with (scratch / "keycloak.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)
        try:
            _wait_for(one, process)
            yield one
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, 9)
            process.wait()
            shutil.rmtree(home, ignore_errors=True)


def _unpack(home: Path) -> None:
    archive = PLACE / f"keycloak-quarkus-dist-{VERSION}.zip"
    if not archive.exists():
        command = ["mvn", "-q", "-B", COPY, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={PLACE.absolute()}"]
        subprocess.run(command, check=True, capture_output=True)
    with zipfile.ZipFile(archive) as content:
        content.extractall(home.parent)


def _wait_for(one: Keycloak, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with suppress(httpx.HTTPError):
            if httpx.get(f"{one.issuer}/.well-known/openid-configuration", timeout=5).status_code == 200:
                return
        time.sleep(0.5)
    raise AssertionError("Keycloak does not start: see keycloak.log")
