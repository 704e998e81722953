"""`ctc audit` beside a running `ctc up`."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.support import forked
from tests.support.processes import environment
from tests.support.up import up


def test_the_access_log_is_verified_and_exported(tmp_path: Path) -> None:
    with up(tmp_path / "data") as running:

        def audit(*arguments: str) -> subprocess.CompletedProcess[str]:
            return forked.run(("audit", *arguments, "--data", str(running.data)), environment())

        with running.client() as client:
            registration = {"name": "cases", "body": "UNODC"}
            assert client.post("/publishers", json=registration).status_code == 201
        first = audit("verify", "exchange", "--json")
        assert first.returncode == 0, first.stderr
        head = json.loads(first.stdout)["services"]["exchange"]["head"]
        whole = audit("verify", "--head", head)
        assert whole.returncode == 0, whole.stdout
        assert [line.split(",")[1] for line in whole.stdout.splitlines()] == [" whole"] * 5
        wrong = audit("verify", "exchange", "--head", f"exchange:1:{'0' * 64}")
        assert wrong.returncode == 1
        assert "is not the one that was noted" in wrong.stdout
        lines = audit("export", "exchange", "--since", "2020-01-01T00:00:00Z").stdout.splitlines()
        routes = [json.loads(json.loads(line)["entry"])["route"] for line in lines]
        assert routes[0] == "/publishers"
        assert "/services/exchange/audit" in routes
