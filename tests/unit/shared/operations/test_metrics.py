"""What is measured, by which name, and that the reference tells it all."""

from __future__ import annotations

from pathlib import Path

from shared.operations.metrics import Behind, Metrics

REFERENCE = Path(__file__).parents[4] / "docs" / "reference" / "metrics.md"


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, {"service": "followup", **labels})


def test_how_far_a_service_is_behind_is_shown_as_it_was_measured() -> None:
    metrics = Metrics("followup")
    metrics.show_behind(Behind(consumer_lag=7, oldest_unrelayed_seconds=1.5, consumer_stopped=True))
    assert value(metrics, "ctc_consumer_lag") == 7
    assert value(metrics, "ctc_oldest_unrelayed_seconds") == 1.5
    assert value(metrics, "ctc_consumer_stopped") == 1
    metrics.show_behind(Behind())
    assert value(metrics, "ctc_consumer_lag") == 0


def test_batches_errors_events_and_answers_are_counted() -> None:
    metrics = Metrics("followup")
    metrics.observe_batch(200, 0.05)
    metrics.count_decision_error()
    metrics.count_events(3)
    metrics.observe_request("GET", "/cycles/{id}", 200, 0.003)
    assert value(metrics, "ctc_batch_size_sum") == 200
    assert value(metrics, "ctc_batch_seconds_bucket", le="0.05") == 1
    assert value(metrics, "ctc_decision_errors_total") == 1
    assert value(metrics, "ctc_events_appended_total") == 3
    assert value(metrics, "ctc_http_seconds_count", method="GET", path="/cycles/{id}", status="200") == 1


def test_an_operator_sees_which_version_runs() -> None:
    metrics = Metrics("followup")
    metrics.show_version("1.2.3")
    assert value(metrics, "ctc_build_info", version="1.2.3") == 1


def test_two_services_in_one_process_do_not_share_a_figure() -> None:
    one, other = Metrics("followup"), Metrics("unoct")
    one.count_events(3)
    assert b'ctc_events_appended_total{service="unoct"} 0.0' in other.write_exposition()


def test_quiet_means_nothing_on_its_way_and_nothing_due() -> None:
    assert Behind(dead_letters=2, waiting_notices=1).quiet
    assert not Behind(unrelayed=1).quiet
    assert not Behind(consumer_lag=1).quiet
    assert not Behind(deadlines_due=1).quiet


def test_every_metric_stands_in_the_reference_with_its_sentence() -> None:
    reference = REFERENCE.read_text()
    ours = [metric for metric in Metrics("followup").registry.collect() if metric.name.startswith("ctc_")]
    assert len(ours) >= 15
    for metric in ours:
        assert f"| `{metric.name}` | {metric.type} | {metric.documentation} |" in reference
