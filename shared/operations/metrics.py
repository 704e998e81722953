"""The metrics: each is named here and nowhere else, with a sentence that says what it means.

Each service has a registry of its own, so several can live in one process. Every series has the label `service`. Some
values are measured only when somebody asks. They come in one `Behind`, which readiness and the metrics share. So a loop
that has stopped cannot leave a comforting figure behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeVar

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

BATCH_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)


Kind = TypeVar("Kind", Counter, Gauge, Histogram)


def _gauge(meaning: str, nothing: Any = 0) -> Any:
    """A field that is shown as a gauge, by its name behind `ctc_`."""
    return field(default=nothing, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True)
class Behind:
    """How far a service is behind, as measured now."""

    consumer_lag: int = _gauge("Messages between what the service has handled and the ends of its topics.")
    unrelayed: int = _gauge("Journal rows that are not yet on the transport.")
    oldest_unrelayed_seconds: float = _gauge(
        "Age of the oldest journal row that is not yet on the transport; 0 without one.", 0.0
    )
    deadlines_due: int = _gauge("Deadlines with a step (a reminder, or the day after) that is due and not yet taken.")
    deadlines_late: int = _gauge("Of these, the ones whose step was due before today: the deadline loop is behind.")
    oldest_due_days: int = _gauge("Days since the oldest step that is due should have been taken; 0 without one.")
    dead_letters: int = _gauge("Messages that could not be read or decided, kept for an operator.")
    waiting_notices: int = _gauge("Notices that wait for a thing that is not yet known.")
    consumer_stopped: bool = _gauge(
        "1 while the consumer is stopped, by too many dead letters in a row or by an operator, else 0.", False
    )
    consumer_failing: bool = _gauge(
        "1 while the same error has kept the consumer from its messages for a minute, else 0.", False
    )
    clock_doubted: bool = _gauge(
        "1 while no deadline acts because the clock jumped and nobody has confirmed it, else 0.", False
    )
    clock_turned_back: bool = _gauge(
        "1 while the clock tells less than it told before, by more than the bound, else 0.", False
    )
    history_lost: bool = _gauge(
        "1 from when Kafka was found emptied until the journal is sent again from its beginning, else 0.", False
    )

    @property
    def quiet(self) -> bool:
        """Nothing is on its way and nothing is due."""
        return not (self.consumer_lag or self.unrelayed or self.deadlines_due)


class Metrics:
    """The metrics of one service."""

    def __init__(self, service: str) -> None:
        self._service = service
        self.registry = CollectorRegistry(auto_describe=True)
        ProcessCollector(registry=self.registry)
        self._behind = {
            one.name: self._add(Gauge, f"ctc_{one.name}", one.metadata["meaning"]) for one in fields(Behind)
        }
        self._add_handling()
        self._add_serving()
        self._add_webhooks()

    def _add(self, kind: type[Kind], name: str, meaning: str, *labels: str, **more: Any) -> Kind:
        """A metric of this service. One without further labels is shown from the start."""
        metric = kind(name, meaning, ["service", *labels], registry=self.registry, **more)
        return metric if labels else metric.labels(self._service)

    def _add_handling(self) -> None:
        self._batch_size = self._add(
            Histogram,
            "ctc_batch_size",
            "Triggers (events, commands, deadlines) that one transaction decided.",
            buckets=BATCH_SIZES,
        )
        self._batch_seconds = self._add(
            Histogram, "ctc_batch_seconds", "Time from taking a batch to its commit, repeats included.", buckets=SECONDS
        )
        self._decision_errors = self._add(
            Counter,
            "ctc_decision_errors",
            "Triggers whose rule failed with an error that is no refusal; each is a fault of ours.",
        )
        self._events_appended = self._add(Counter, "ctc_events_appended", "Events that were appended to the journal.")
        self._messages = self._add(
            Counter,
            "ctc_messages_handled",
            "Messages that the consumer was given and has handled, those included that it passed over.",
        )

    def _add_serving(self) -> None:
        self._build = self._add(Gauge, "ctc_build_info", "1, with the version that runs.", "version")
        self._http_seconds = self._add(
            Histogram,
            "ctc_http_seconds",
            "Time to answer an HTTP request, by method, path template and status.",
            *("method", "path", "status"),
            buckets=SECONDS,
        )
        self._loop_ends = self._add(
            Counter,
            "ctc_loops_ended",
            "Times a loop ended that never should, and was begun again; each is a fault of ours.",
            "loop",
        )
        self._loops = self._add(
            Gauge,
            "ctc_loop_still_seconds",
            "Seconds since a loop last turned; health/live fails above 120.",
            "loop",
        )

    def _add_webhooks(self) -> None:
        self._webhooks = self._add(
            Counter,
            "ctc_webhook_tries",
            "Tries to deliver an event to a subscriber's address, by whether it was taken.",
            "taken",
        )
        self._webhooks_paused = self._add(
            Counter,
            "ctc_webhooks_paused",
            "Endpoints of subscribers that were paused, since they took nothing for three days or are gone.",
        )
        self._mail_server_failures = self._add(
            Counter,
            "ctc_mail_server_failures",
            "Tries to send an e-mail that failed at our own mail server, before it heard the address.",
        )
        self._oldest_webhook = self._add(
            Gauge,
            "ctc_webhook_turn_waits_seconds",
            "Seconds for which a subscription with a delivery that is due has waited for its turn; 0 without one.",
        )

    def show_version(self, version: str) -> None:
        """Says which version runs."""
        self._build.labels(self._service, version).set(1)

    def show_behind(self, behind: Behind) -> None:
        """Shows how far the service is behind."""
        for name, value in asdict(behind).items():
            self._behind[name].set(value)

    def observe_batch(self, size: int, seconds: float) -> None:
        """A batch was decided and committed."""
        self._batch_size.observe(size)
        self._batch_seconds.observe(seconds)

    def count_decision_error(self) -> None:
        """A rule failed with an error that is no refusal."""
        self._decision_errors.inc()

    def count_events(self, events: int) -> None:
        """Events were appended to the journal."""
        self._events_appended.inc(events)

    def count_messages(self, messages: int) -> None:
        """The consumer handled so many messages."""
        self._messages.inc(messages)

    def begin_loop(self, loop: str) -> None:
        """Shows the loop's count from the start: an alarm sees no increase of what was not there before."""
        self._loop_ends.labels(self._service, loop)

    def count_loop_end(self, loop: str) -> None:
        """A loop ended that should not."""
        self._loop_ends.labels(self._service, loop).inc()

    def show_loops(self, seconds: Mapping[str, float]) -> None:
        """Shows how long ago each loop last turned."""
        for loop, ago in seconds.items():
            self._loops.labels(self._service, loop).set(ago)

    def observe_request(self, method: str, path: str, status: int, seconds: float) -> None:
        """A request was answered; `path` is the template, never the path itself."""
        self._http_seconds.labels(self._service, method, path, str(status)).observe(seconds)

    def count_webhook(self, taken: bool) -> None:
        """An event was sent to a subscriber's address, and taken or not."""
        self._webhooks.labels(self._service, "yes" if taken else "no").inc()

    def count_paused_webhook(self) -> None:
        """An endpoint was paused."""
        self._webhooks_paused.inc()

    def count_mail_server_failure(self) -> None:
        """An e-mail could not be sent, whatever its address."""
        self._mail_server_failures.inc()

    def show_oldest_webhook(self, seconds: float) -> None:
        """Shows how long a subscription has waited for its turn."""
        self._oldest_webhook.set(seconds)

    def write_exposition(self) -> bytes:
        """All of them in Prometheus's text format."""
        return generate_latest(self.registry)
