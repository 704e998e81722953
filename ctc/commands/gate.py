"""`ctc kafka-gate`: what stands before Kafka's outer listener."""

from __future__ import annotations

import typer


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("kafka-gate", epilog="Example: KAFKA_BOOTSTRAP_SERVERS=kafka:9095 ctc kafka-gate")(kafka_gate)


def kafka_gate() -> None:
    """Lets other systems come to Kafka by TLS, with requests that cost it little.

    It listens on CTC_HOST and CTC_PORT with CTC_TLS_CERTIFICATE. Behind it is the listener of KAFKA_BOOTSTRAP_SERVERS,
    which shows the same certificate and asks for SCRAM.
    """
    import uvloop  # noqa: PLC0415 - help must not wait for it

    from ctc.kafka_gate.running import run  # noqa: PLC0415
    from shared.operations import settings  # noqa: PLC0415

    uvloop.run(run(settings.read()))
