"""The metrics: each is named here and nowhere else, with a sentence that says what it means.

Each service has a registry of its own, so several can live in one process. Every series has the label `service`. Some
values are measured only when somebody asks. They come in one `Behind`, which readiness and the metrics share. So a loop
that has stopped cannot leave a comforting figure behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

BATCH_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)


@dataclass(frozen=True, slots=True)
class Behind:
    """How far a service is behind, as measured now."""

    consumer_lag: int = 0
    unrelayed: int = 0
    oldest_unrelayed_seconds: float = 0.0
    deadlines_due: int = 0
    deadlines_late: int = 0
    oldest_due_days: int = 0
    dead_letters: int = 0
    waiting_notices: int = 0
    consumer_stopped: bool = False
    consumer_failing: bool = False
    clock_doubted: bool = False
    clock_turned_back: bool = False
    history_lost: bool = False

    @property
    def quiet(self) -> bool:
        """Nothing is on its way and nothing is due."""
        return not (self.consumer_lag or self.unrelayed or self.deadlines_due)


MEANINGS = {
    "consumer_lag": "Messages between what the service has handled and the ends of its topics.",
    "unrelayed": "Journal rows that are not yet on the transport.",
    "oldest_unrelayed_seconds": "Age of the oldest journal row that is not yet on the transport; 0 without one.",
    "deadlines_due": "Deadlines with a step (a reminder, or the day after) that is due and not yet taken.",
    "deadlines_late": "Of these, the ones whose step was due before today: the deadline loop is behind.",
    "oldest_due_days": "Days since the oldest step that is due should have been taken; 0 without one.",
    "dead_letters": "Messages that could not be read or decided, kept for an operator.",
    "waiting_notices": "Notices that wait for a thing that is not yet known.",
    "consumer_stopped": "1 while the consumer is stopped, by too many dead letters in a row or by an operator, else 0.",
    "consumer_failing": "1 while the same error has kept the consumer from its messages for a minute, else 0.",
    "clock_doubted": "1 while no deadline acts because the clock jumped and nobody has confirmed it, else 0.",
    "clock_turned_back": "1 while the clock tells less than it told before, by more than the bound, else 0.",
    "history_lost": "1 from when Kafka was found emptied until the journal is sent again from its beginning, else 0.",
}
"""For each field of `Behind` a gauge, named `ctc_` and the field."""


class Metrics:
    """The metrics of one service."""

    def __init__(self, service: str) -> None:
        self.registry = CollectorRegistry(auto_describe=True)
        ProcessCollector(registry=self.registry)
        self._behind = {field.name: self._gauge(service, field.name) for field in fields(Behind)}
        self._batch_size = Histogram(
            "ctc_batch_size",
            "Triggers (events, commands, deadlines) that one transaction decided.",
            ["service"],
            buckets=BATCH_SIZES,
            registry=self.registry,
        ).labels(service)
        self._batch_seconds = Histogram(
            "ctc_batch_seconds",
            "Time from taking a batch to its commit, repeats included.",
            ["service"],
            buckets=SECONDS,
            registry=self.registry,
        ).labels(service)
        self._decision_errors = Counter(
            "ctc_decision_errors",
            "Triggers whose rule failed with an error that is no refusal; each is a fault of ours.",
            ["service"],
            registry=self.registry,
        ).labels(service)
        self._events_appended = Counter(
            "ctc_events_appended", "Events that were appended to the journal.", ["service"], registry=self.registry
        ).labels(service)
        self._http_seconds = Histogram(
            "ctc_http_seconds",
            "Time to answer an HTTP request, by method, path template and status.",
            ["service", "method", "path", "status"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self._build = Gauge(
            "ctc_build_info", "1, with the version that runs.", ["service", "version"], registry=self.registry
        )
        self._messages = Counter(
            "ctc_messages_handled",
            "Messages that the consumer was given and has handled, those included that it passed over.",
            ["service"],
            registry=self.registry,
        ).labels(service)
        self._loop_ends = Counter(
            "ctc_loops_ended",
            "Times a loop ended that never should, and was begun again; each is a fault of ours.",
            ["service", "loop"],
            registry=self.registry,
        )
        self._loops = Gauge(
            "ctc_loop_still_seconds",
            "Seconds since a loop last turned; health/live fails above 120.",
            ["service", "loop"],
            registry=self.registry,
        )
        self._webhooks = Counter(
            "ctc_webhook_tries",
            "Tries to deliver an event to a subscriber's address, by whether it was taken.",
            ["service", "taken"],
            registry=self.registry,
        )
        self._webhooks_paused = Counter(
            "ctc_webhooks_paused",
            "Endpoints of subscribers that were paused, since they took nothing for three days or are gone.",
            ["service"],
            registry=self.registry,
        ).labels(service)
        self._mail_server_failures = Counter(
            "ctc_mail_server_failures",
            "Tries to send an e-mail that failed at our own mail server, before it heard the address.",
            ["service"],
            registry=self.registry,
        ).labels(service)
        self._oldest_webhook = Gauge(
            "ctc_webhook_turn_waits_seconds",
            "Seconds for which a subscription with a delivery that is due has waited for its turn; 0 without one.",
            ["service"],
            registry=self.registry,
        ).labels(service)
        self._service = service

    def _gauge(self, service: str, field: str) -> Gauge:
        return Gauge(f"ctc_{field}", MEANINGS[field], ["service"], registry=self.registry).labels(service)

    def show_version(self, version: str) -> None:
        """Says which version runs."""
        self._build.labels(self._service, version).set(1)

    def behind(self, behind: Behind) -> None:
        """Shows how far the service is behind."""
        for name, value in asdict(behind).items():
            self._behind[name].set(value)

    def batch(self, size: int, seconds: float) -> None:
        """A batch was decided and committed."""
        self._batch_size.observe(size)
        self._batch_seconds.observe(seconds)

    def decision_error(self) -> None:
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

    def loops(self, seconds: Mapping[str, float]) -> None:
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

    def exposition(self) -> bytes:
        """All of them in Prometheus's text format."""
        return generate_latest(self.registry)
