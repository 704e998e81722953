"""One real Kafka for the tests of a session: given, in a container, or from Apache's published jars."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tests.support.kafka_classes import KafkaClasses

if TYPE_CHECKING:
    from testcontainers.core.container import DockerContainer

VERSION = "4.3.1"
IMAGE = f"apache/kafka:{VERSION}"
POM = Path(__file__).with_name("kafka.pom.xml")
JARS = Path("build") / "kafka" / VERSION
STARTED = "Kafka Server started"
START_SECONDS = 120
Changed = Callable[[dict[str, str]], dict[str, str]]

SETTINGS = {
    "node.id": "1",
    "process.roles": "broker,controller",
    "listener.security.protocol.map": "CLIENT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "BROKER",
    "auto.create.topics.enable": "false",
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "group.initial.rebalance.delay.ms": "0",
    "broker.session.timeout.ms": "2000",  # a killed one that is started again waits this long for its place
    "broker.heartbeat.interval.ms": "500",
    "group.min.session.timeout.ms": "1000",  # lets a test wait 1 s, not 6, for a dead consumer
}


class NoKafka(Exception):
    """No Kafka can be found for the tests; the message says why."""


class CannotStop(Exception):
    """This Kafka was given to the tests, which may not stop it."""


class Broker(Protocol):
    """A running Kafka, and the ways to take it away. A restart keeps address and data."""

    bootstrap: str
    version: str
    source: str
    """`bootstrap`, `testcontainers` or `jars`."""
    running: bool

    def start(self) -> None:
        """Starts it again after `stop` or `kill`; returns when it answers."""

    def stop(self) -> None:
        """Stops it in an orderly way; returns when it is gone."""

    def kill(self) -> None:
        """Kills it with SIGKILL; returns when it is gone."""

    def remove(self) -> None:
        """Ends it for good, with its data."""


def find(scratch: Path) -> Broker:
    """Finds the first Kafka that works. `KAFKA_FROM` names the only way to try. Raises NoKafka with every reason."""
    ways: dict[str, Callable[[Path], Broker]] = {
        "bootstrap": use_named_broker,
        "testcontainers": start_container,
        "jars": from_jars,
    }
    only = os.environ.get("KAFKA_FROM")
    reasons = []
    for name in [only] if only else ways:
        try:
            return ways[name](scratch)
        except NoKafka as reason:
            reasons.append(f"{name}: {reason}")
    raise NoKafka("; ".join(reasons))


# ---- given -----------------------------------------------------------------------------------


@dataclass
class GivenBroker:
    """A Kafka that somebody else runs."""

    bootstrap: str
    version: str = "unknown"
    source: str = "bootstrap"
    running: bool = True

    def start(self) -> None:
        """It never stops."""

    def remove(self) -> None:
        """It stays."""

    def stop(self) -> None:
        raise CannotStop("The Kafka named by KAFKA_BOOTSTRAP_SERVERS is not ours to stop")

    kill = stop


def use_named_broker(_scratch: Path) -> Broker:
    servers = os.environ.get("KAFKA_BOOTSTRAP_SERVERS")
    if not servers:
        raise NoKafka("KAFKA_BOOTSTRAP_SERVERS is not set")
    return GivenBroker(servers)


# ---- in a container --------------------------------------------------------------------------


@dataclass
class ContainedBroker:
    """Kafka in a container of the upstream image."""

    container: DockerContainer
    bootstrap: str
    version: str = VERSION
    source: str = "testcontainers"
    running: bool = True

    def start(self) -> None:
        docker_container = self.container.get_wrapped_container()
        docker_container.start()
        docker_container.reload()
        # One that was started before, and is slow, has said nothing since now.
        begin = datetime.fromisoformat(docker_container.attrs["State"]["StartedAt"]).timestamp()
        _wait_for(lambda: STARTED in docker_container.logs(since=begin).decode(), "its container's log does not say so")
        self.running = True

    def stop(self) -> None:
        self.running = False
        self.container.get_wrapped_container().stop()

    def kill(self) -> None:
        self.running = False
        docker_container = self.container.get_wrapped_container()
        docker_container.kill()
        docker_container.wait()

    def remove(self) -> None:
        self.container.stop()


def start_container(_scratch: Path) -> Broker:
    # The helper container that would clean up after a killed test run needs one image more.
    os.environ.setdefault("TESTCONTAINERS_RYUK_DISABLED", "true")
    import docker  # noqa: PLC0415 - slow to import, and seldom needed
    from docker.errors import DockerException  # noqa: PLC0415
    from testcontainers.core.container import DockerContainer  # noqa: PLC0415
    from testcontainers.core.wait_strategies import LogMessageWaitStrategy  # noqa: PLC0415

    port = free_port()
    settings = SETTINGS | {
        "listeners": "CLIENT://:9092,BROKER://:9094,CONTROLLER://:9093",
        "advertised.listeners": f"CLIENT://127.0.0.1:{port},BROKER://localhost:9094",
        "controller.quorum.voters": "1@localhost:9093",
    }
    try:
        docker.from_env(timeout=10).ping()
        container = DockerContainer(IMAGE).with_envs(
            KAFKA_HEAP_OPTS="-Xmx512m", **{f"KAFKA_{name.upper().replace('.', '_')}": v for name, v in settings.items()}
        )
    except DockerException as error:
        raise NoKafka(f"Docker does not answer ({_first_line(error)})") from error
    container.ports = {"9092": ("127.0.0.1", port)}  # type: ignore[dict-item]  # its engine takes pairs
    container.waiting_for(LogMessageWaitStrategy(STARTED).with_startup_timeout(START_SECONDS))
    try:
        container.start()
    except (DockerException, TimeoutError) as error:
        with suppress(DockerException):
            container.stop()
        raise NoKafka(f"Docker does not run {IMAGE} ({_first_line(error)})") from error
    return ContainedBroker(container, f"127.0.0.1:{port}")


# ---- from the jars ---------------------------------------------------------------------------


class JarsBroker:
    """Kafka from its published jars, as a process of ours."""

    version = VERSION
    source = "jars"

    def __init__(self, jars: Path, scratch: Path, changed: Changed = dict, java: Sequence[str] = ()) -> None:
        """`changed`: the settings in place of the usual ones. `java`: options of the machine that runs it."""
        port, controller_port, broker_port = free_port(), free_port(), free_port()
        self.bootstrap = f"127.0.0.1:{port}"
        self._java = ["-Xmx512m", "-Dorg.slf4j.simpleLogger.logFile=System.out", *java, "-cp", f"{jars.resolve()}/*"]
        self._classes, self._scratch = KafkaClasses(jars.resolve()), scratch
        self._properties = scratch / "server.properties"
        settings = SETTINGS | {
            "listeners": f"CLIENT://{self.bootstrap},BROKER://127.0.0.1:{broker_port},CONTROLLER://127.0.0.1:{controller_port}",
            "controller.quorum.voters": f"1@127.0.0.1:{controller_port}",
            "log.dirs": str(scratch / "data"),
        }
        settings = changed(settings)
        self._properties.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
        self._run("kafka.tools.StorageTool", "format", "-t", uuid.uuid4().hex[:22], "-c", str(self._properties)).wait()
        self.start()

    def start(self) -> None:
        log = self._scratch / "kafka.log"
        log.unlink(missing_ok=True)
        self._process = self._run("kafka.Kafka", str(self._properties), how=self._classes.option)
        _wait_for(lambda: STARTED in log.read_text() or self._process.poll() is not None, f"see {log}")
        if self._process.poll() is not None:
            raise NoKafka(f"Kafka ended with {self._process.returncode}: see {log}")
        self.running = True

    def _run(self, *arguments: str, how: str = "-Xshare:auto") -> subprocess.Popen[bytes]:
        with (self._scratch / "kafka.log").open("ab") as log:
            command = ["java", how, *self._java, *arguments]
            return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        self.running = False
        self._process.send_signal(how)
        self._process.wait()

    def remove(self) -> None:
        self._end(self._classes.end)
        self._classes.keep()
        shutil.rmtree(self._scratch, ignore_errors=True)


def from_jars(scratch: Path) -> Broker:
    return JarsBroker(find_jars(), scratch)


def find_jars() -> Path:
    """The directory of Apache's published jars. Raises NoKafka."""
    for program in ("java", "mvn"):
        if shutil.which(program) is None:
            raise NoKafka(f"there is no {program} to run Apache's published jars")
    if not JARS.exists():
        _collect_jars()
    return JARS


def _collect_jars() -> None:
    new = JARS.with_name(f"{VERSION}.{os.getpid()}").absolute()
    command = ["mvn", "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={new}"]
    process = subprocess.run(command, check=False, capture_output=True, text=True)
    if process.returncode != 0:
        shutil.rmtree(new, ignore_errors=True)
        raise NoKafka(f"Maven could not fetch the jars ({_first_line(process.stdout)})")
    with suppress(OSError):  # another run was faster
        new.rename(JARS)


# ---- helpers ---------------------------------------------------------------------------------


def free_port() -> int:
    """A port that nobody has just now: a broker tells its clients which, so it is chosen beforehand."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def _wait_for(condition: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + START_SECONDS
    while not condition():
        if time.monotonic() > end:
            raise NoKafka(f"Kafka did not start within {START_SECONDS} s: {otherwise}")
        time.sleep(0.05)


def _first_line(text: object) -> str:
    return next((line.strip() for line in str(text).splitlines() if line.strip()), "no reason given")
