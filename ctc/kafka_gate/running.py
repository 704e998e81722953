"""The gate as the settings have it, until a signal."""

from __future__ import annotations

from ctc.errors import CannotStart
from ctc.kafka_gate.gate import Gate, trust_only
from ctc.tls import build_own_tls
from ctc.until import on_signal, run_until_one_ends
from shared.operations import logs
from shared.operations.settings import Settings
from shared.web.server.serving import listen


async def run(settings: Settings) -> None:
    """Prints `address HOST:PORT` when it listens. Raises CannotStart."""
    host, _, port = (settings.kafka_bootstrap_servers or "").rpartition(":")
    if not (host and port.isdecimal()):
        raise CannotStart("which Kafka? set KAFKA_BOOTSTRAP_SERVERS to its outer listener, as kafka:9095")
    own = build_own_tls(settings)
    if own is None or settings.tls_certificate is None:
        raise CannotStart("others come by TLS alone: set CTC_TLS_CERTIFICATE")
    stop = on_signal()
    logs.configure(settings.log_level)
    gate = Gate((host, int(port)), own, trust_only(settings.tls_certificate))
    with listen(settings.host, settings.port) as listening:
        where, number, *_ = listening.getsockname()
        print(f"address {where}:{number}", flush=True)
        await run_until_one_ends(gate.run(listening), stop.wait())
