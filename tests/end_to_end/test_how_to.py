"""The how-to of the first event, as a newcomer follows it who has a token of narrow rights."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.sdks import howto
from tests.support.up import up


def test_a_newcomer_gets_a_token_and_sends_the_first_event_as_the_how_to_says(tmp_path: Path) -> None:
    tokens = {"CTC_TOKENS_FILE": str(tmp_path / "tokens.json")}
    script = dict(howto.sections())["With curl"]
    with up(tmp_path / "data", "--clock", "2024-07-01", **tokens) as running:
        environment = {"CTC_URL": running.address, "CTC_TOKEN": running.token} | tokens
        env = os.environ | environment | {"MY_TOKEN": howto.ask_for_token(environment)}
        subprocess.run(["bash", "-euc", script], cwd=tmp_path, env=env, check=True, stdout=subprocess.PIPE)
        with running.client() as client:
            assert client.get("/clock/quiet", params={"wait": 60}).json() == {"quiet": True}
            receipt = client.get("/receipts", params={"source": howto.SOURCE, "id": "first-1"}).json()
            assert receipt["status"] == "accepted", receipt
            assert len(client.get("/cycles", params={"state": "KEN"}).json()["items"]) == 1
