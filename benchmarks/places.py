"""The servers for all measurements: one PostgreSQL and one Kafka on this machine."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sizes import Sizes
from shared.operations import embedded_postgres
from tests.support import kafka
from tests.support.postgres import PostgresServer


@dataclass(frozen=True, slots=True)
class Places:
    """The servers, and how much is measured on them."""

    postgres: PostgresServer
    kafka: kafka.Broker
    sizes: Sizes

    def environment(self, dsn: str) -> dict[str, str]:
        """The environment of a process that works on this database."""
        own = {"DATABASE_URL": dsn, "KAFKA_BOOTSTRAP_SERVERS": self.kafka.bootstrap}
        return {name: value for name, value in os.environ.items() if not name.startswith("CTC_")} | own

    @property
    def on(self) -> str:
        """The machine and the servers of a measurement."""
        return (
            f"{os.cpu_count()} cores shared by all, load {os.getloadavg()[0]:.1f} before; "
            f"Python {platform.python_version()}; "
            f"embedded PostgreSQL, durable as in `ctc up`; Kafka {self.kafka.version} from {self.kafka.source}"
        )


@contextmanager
def places(sizes: Sizes) -> Iterator[Places]:
    """Starts both, and removes them afterwards. Raises NoKafka with every reason."""
    scratch = Path(tempfile.mkdtemp(prefix="bench-"))
    (scratch / "kafka").mkdir()
    broker = kafka.find(scratch / "kafka")
    try:
        # Durable, as a real one is: a commit is on the disk before it counts, for everybody alike.
        server = embedded_postgres.start(scratch / "data")
        try:
            yield Places(PostgresServer(server.dsn), broker, sizes)
        finally:
            server.stop()
            shutil.rmtree((scratch / "data" / "postgres").resolve(), ignore_errors=True)
    finally:
        broker.remove()
        shutil.rmtree(scratch, ignore_errors=True)
