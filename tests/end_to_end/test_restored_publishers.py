"""After a restore nobody is let in by a registration of the dump: who was shut out in the lost time stays shut out.

On a real PostgreSQL and a real Kafka. Nobody enters a registration again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.contract.harness import until
from tests.support import topics
from tests.support.kafka import Broker
from tests.support.processes import SERVICES
from tests.support.restoring import create_topics, dump_database, read_again, restore_database, stop_consumer
from tests.support.stage import Stage, in_thread, set_stage

SHARED_SOURCE = "urn:example:cases"
"""Given up by one publisher in the lost time, and then taken by a new one."""


@dataclass(slots=True)
class Keys:
    """Publishers of a stage, and the keys that were made for them."""

    stage: Stage
    keys: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def register(self, name: str, **more: Any) -> None:
        self.stage.command("/publishers", {"name": name, "body": "UNODC", "reads": "un", **more})

    def make(self, name: str, publisher: str) -> None:
        made = self.stage.command(f"/publishers/{publisher}/keys", {})
        self.keys[name], self.ids[name] = made["key"], made["id"]

    def revoke(self, name: str, publisher: str) -> None:
        self.stage.command(f"/publishers/{publisher}/keys/{self.ids[name]}/revocation", {})

    def list_let_in(self) -> set[str]:
        """The keys that open the system now."""
        return {name for name in self.keys if self._ask(name) == 200}

    def _ask(self, name: str) -> int:
        address = self.stage.client("owner").base_url
        headers = {"Authorization": f"Bearer {self.keys[name]}"}
        return httpx.get(f"{address}/publishers/me", headers=headers, timeout=60).status_code


@pytest.mark.slow
async def test_registrations_of_the_lost_time_come_back_before_anybody_is_let_in(
    postgres: str, kafka: Broker, tmp_path: Path
) -> None:
    settings = {"DATABASE_URL": postgres, "KAFKA_BOOTSTRAP_SERVERS": kafka.bootstrap}
    await topics.delete_all(kafka.bootstrap)
    create_topics(settings)
    dump = tmp_path / "ctc.dump"
    with set_stage(tmp_path, postgres, date(2024, 3, 1), KAFKA_BOOTSTRAP_SERVERS=kafka.bootstrap) as stage:
        keys = Keys(stage)
        keys.register("Keeps", sources=[SHARED_SOURCE])
        keys.register("Falls")
        for name, publisher in (("revoked", "keeps"), ("suspended", "falls")):
            keys.make(name, publisher)
        dump_database(postgres, dump)

        keys.revoke("revoked", "keeps")
        keys.make("issued", "keeps")
        stage.command("/publishers/keeps/changes", {"sources": []})
        stage.command("/publishers/falls/suspension", {"reason": "Synthetic: it was broken into."})
        keys.register("Comes", sources=[SHARED_SOURCE])
        keys.make("new", "comes")
        stage.command("/publishers", {"name": "Waits", "body": "UNODC"}, "unodc")
        before = show_publishers(stage)
        await until(lambda: keys.list_let_in() == {"issued", "new"})  # a suspension holds within a second

        stage.stop()
        restore_database(postgres, dump)
        await read_again(kafka.bootstrap)
        stop_consumer(settings)
        stage.start()
        assert keys.list_let_in() == {"issued", "new"}, "at once, and also where the consumer is stopped"
        assert show_publishers(stage) == before
        for service in SERVICES:
            assert list_registered(stage, service) == {"keeps": 5, "falls": 3, "comes": 2, "waits": 1}, service
        assert stage.items("/publishers", "unodc")[0]["id"] == "waits", "whoever applied sees it"
        third = {"name": "Third", "body": "UNODC", "sources": [SHARED_SOURCE]}
        assert stage.client("owner").post("/publishers", json=third).json()["type"] == "/problems/source-taken"
        lost = stage.ctc("journal", "compare", "exchange", code=1)
        assert "changed_by" not in lost, "nothing of it is to be entered again"

        stage.ctc("consumer", "resume", "assessments")
        stage.settle()
        stage.command("/publishers/comes/suspension", {"reason": "Synthetic: a mistake."})
        stage.settle()
        stage.stop()
        stage.start()
        assert keys.list_let_in() == {"issued"}, "what was changed since then holds"


def show_publishers(stage: Stage) -> list[dict[str, Any]]:
    return stage.items("/publishers")


def list_registered(stage: Stage, service: str) -> dict[str, int]:
    """The number of the last change of each publisher, as the service has it."""
    return dict(map(tuple, in_thread(stage.sql(f"select id, version from {service}.registrations"))))
