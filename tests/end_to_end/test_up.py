"""`ctc up` as people start it: killed and started again, twice on one directory, and on what it cannot work with."""

from __future__ import annotations

import json
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ctc import composition
from shared.operations.pools import Connection
from tests.support import forked
from tests.support.kafka import free_port
from tests.support.processes import CTC, ROOT, SLOWEST_START, environment
from tests.support.up import Up, ctc, run_refused, up
from tests.support.walled_kafka import make_certificates

CLOCK = "2024-07-01"


# ---- killed and started again --------------------------------------------------------------------


def test_killed_and_started_again_on_the_same_directory_it_goes_on(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with up(data, "--clock", CLOCK) as first:
        publish(first, "BEFORE")
        before = cycles(first)
    with up(data, "--clock", CLOCK) as second:
        assert cycles(second) == before
        publish(second, "AFTER")
        assert len(cycles(second)) == len(before) + 1 == 2
        second.process.terminate()
        assert second.process.wait(SLOWEST_START) == 0


def publish(running: Up, reference: str) -> None:
    """Sends a notice by `ctc publish`, which waits for its receipt."""
    example = json.loads((ROOT / "contracts/examples/notice.assessment.submitted.v1.json").read_text())
    event = {
        "specversion": "1.0", "id": reference, "source": "urn:example:cted", "subject": "KEN",
        "type": "org.un.ctc.notice.assessment.submitted.v1", "data": {**example, "reference": reference},
    }  # fmt: skip
    ctc(running, "publish", "-", stdin=json.dumps(event))


def cycles(running: Up) -> list[dict[str, Any]]:
    """All cycles, once everything that was sent has been handled."""
    with running.client() as client:
        assert client.get("/clock/quiet", params={"wait": 60}).json() == {"quiet": True}
        items: list[dict[str, Any]] = client.get("/cycles").json()["items"]
        return items


def test_with_a_certificate_it_speaks_tls_and_commands_check_it(tmp_path: Path) -> None:
    ca_file, both = make_certificates(tmp_path / "certificates")
    tls = {"CTC_TLS_CERTIFICATE": str(both), "CTC_CA_FILE": str(ca_file)}
    with up(tmp_path / "data", **tls) as running:
        assert running.address.startswith("https://127.0.0.1:")
        asks = {"CTC_URL": running.address, "CTC_TOKEN": running.token}
        for arguments, settings in (
            (["publishers", "list"], asks | tls),
            (["publishers", "list", "--data", str(running.data)], tls),
        ):
            process = forked.run(arguments, environment(**settings))
            assert (process.returncode, process.stdout) == (0, "nobody\n"), process.stderr
        assert "CERTIFICATE_VERIFY_FAILED" in run_refused("publishers", "list", **asks)
    assert "CTC_TLS_CERTIFICATE" in run_refused("up", "--data", str(tmp_path), CTC_TLS_CERTIFICATE=str(ca_file))


def test_a_copy_that_starts_takes_no_request_before_it_can_answer() -> None:
    """Else a gateway would send requests there, which wait for its start, although other copies could answer."""
    port = free_port()
    with socket.create_server(("127.0.0.1", 0)) as silent_database:
        settings = environment(
            DATABASE_URL=f"postgresql://ctc:secret@127.0.0.1:{silent_database.getsockname()[1]}/ctc",
            KAFKA_BOOTSTRAP_SERVERS="127.0.0.1:1",
            CTC_PORT=str(port),
        )
        with subprocess.Popen([*CTC, "serve", "followup"], env=settings, stderr=subprocess.DEVNULL) as copy:
            try:
                connection, _ = silent_database.accept()  # it starts, and waits for the database
                with connection, pytest.raises(ConnectionRefusedError):
                    socket.create_connection(("127.0.0.1", port))
            finally:
                copy.kill()


# ---- on what it cannot work with -----------------------------------------------------------------


def test_a_second_one_on_the_directory_is_told_who_has_it_and_a_command_talks_to_that_one(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with up(data, "--clock", CLOCK) as running:
        output = run_refused("up", "--data", str(data), "--port", "0")
        assert output == (
            f"{data} is in use by process {running.process.pid}, which answers at {running.address}: "
            "stop it, or name another directory"
        )
        process = subprocess.run(
            [*CTC, "calendar", "--data", str(data)], env=environment(), capture_output=True, text=True, check=False
        )
        assert process.returncode == 0, process.stderr
        assert "OP18" in process.stdout


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        output = run_refused("up", "--data", str(tmp_path / "data"), "--port", str(port))
    assert (
        output == f"cannot listen on 127.0.0.1:{port}: Address already in use; stop what holds it or take another port"
    )


def test_a_database_that_is_down_is_named_and_its_password_is_not() -> None:
    url = f"postgresql://ctc:hidden@127.0.0.1:{free_port()}/ctc"
    for command in (["up", "--port", "0"], ["serve", "followup", "--port", "0"], ["migrate"]):
        output = run_refused(*command, DATABASE_URL=url)
        assert output.startswith("the database cannot be reached (")
        assert output.endswith("): start it, or correct DATABASE_URL")
        assert "hidden" not in output


async def test_a_database_that_holds_something_else_is_refused(postgres: str, connection: Connection) -> None:
    await connection.execute("create schema followup; create table followup.orders (id text)")
    output = run_refused("up", "--port", "0", DATABASE_URL=postgres)
    assert output == "Schema followup of this database holds what this program did not make: use another database"


async def test_a_database_without_schemas_is_sent_to_migrate_first(postgres: str) -> None:
    output = run_refused("serve", "followup", "--port", "0", DATABASE_URL=postgres)
    assert output == "schema followup lacks shared/0001_door.sql: run `ctc migrate` first"


async def test_a_database_of_a_newer_version_that_lacks_a_migration_is_refused(
    postgres: str, connection: Connection
) -> None:
    await composition.migrate_all(connection)
    lacking = await connection.fetchval("select max(name) from followup.migrations where name like 'followup/%'")
    await connection.execute("update followup.migrations set name = 'followup/9999_later.sql' where name = $1", lacking)
    refusal = run_refused("up", "--port", "0", DATABASE_URL=postgres)
    assert refusal == (
        "Schema followup was made by a newer version of this program (followup/9999_later.sql) "
        f"and lacks {lacking} of this one: run the newer version"
    )


def test_a_database_with_a_simulated_clock_is_refused_without_one_and_the_other_way_round(tmp_path: Path) -> None:
    simulated_data, real = tmp_path / "simulated", tmp_path / "real"
    with up(simulated_data, "--clock", CLOCK):
        """Begun, and killed."""
    output = run_refused("up", "--data", str(simulated_data), "--port", "0")
    assert (
        output == f"this database lives by a simulated clock, now {CLOCK}: start with --clock {CLOCK}, or set CTC_CLOCK"
    )
    with up(real) as running:
        publish(running, "REAL")
    output = run_refused("up", "--data", str(real), "--port", "0", "--clock", CLOCK)
    assert output == "this database lives by the real clock: start without --clock, or on a new database"


def test_wrong_arguments_and_settings_are_named() -> None:
    assert "'nothing' is not one of 'assessments', " in run_refused("serve", "nothing")
    assert run_refused("serve", "followup").startswith("one service alone needs a PostgreSQL server: set DATABASE_URL")
    assert run_refused("up", CTC_PROT="8001").startswith("unknown setting CTC_PROT: unset it, or correct its name")


def test_a_directory_that_holds_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    output = run_refused("up", "--data", str(tmp_path), "--port", "0")
    assert output == f"{tmp_path} holds something else: name a new directory, or an empty one"
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
