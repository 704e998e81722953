"""What watches a deployment: alarms, pictures, and what Prometheus asks. Read from the files: no engine is needed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from shared.operations.metrics import Metrics
from tests.unit.test_deployment import DEPLOY, SERVED

pytestmark = pytest.mark.thorough

OBSERVABILITY = DEPLOY / "observability"
DISKS = {"node_filesystem_avail_bytes", "node_filesystem_size_bytes"}
PROMETHEUS_OWN = {"up", "ALERTS"}


def read_names_of_metrics() -> set[str]:
    """The names of all series that Prometheus has here."""
    metrics = Metrics("followup")
    metrics.show_version("1.2.3")
    metrics.begin_loop("relay")
    metrics.show_loops({"relay": 0.0})
    metrics.count_webhook(taken=True)
    metrics.observe_request("GET", "/cycles", 200, 0.1)  # its series appear with the first request
    ours = re.findall(r"^(\w+)", metrics.write_exposition().decode(), re.MULTILINE)
    return {*ours, *DISKS, *PROMETHEUS_OWN}


def names_in(expression: str) -> set[str]:
    """The names of the series that an expression asks for."""
    bare = re.sub(r"\{[^}]*\}|\[\w+\]|(by|without) \([^)]*\)", "", expression)
    return set(re.findall(r"[A-Za-z_]\w*(?!\w|\s*\()", bare)) - {"and", "or", "unless"}


def read_alarms() -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = yaml.safe_load((OBSERVABILITY / "alarms.yml").read_text())["groups"][0]["rules"]
    return rules


def read_panels() -> list[dict[str, Any]]:
    panels: list[dict[str, Any]] = json.loads((OBSERVABILITY / "grafana" / "ctc.json").read_text())["panels"]
    return panels


def test_every_alarm_is_on_a_metric_that_there_is() -> None:
    for alarm in read_alarms():
        named = names_in(alarm["expr"])
        assert named
        assert named <= read_names_of_metrics(), alarm["alert"]


def test_a_service_without_a_copy_is_an_alarm_although_nobody_can_be_asked() -> None:
    (alarm,) = (one for one in read_alarms() if one["alert"] == "ServiceAway")
    assert set(re.findall(r'absent\(up\{job="(\w+)"\}\)', alarm["expr"])) == set(SERVED)


def test_every_alarm_stands_in_the_runbook() -> None:
    runbook = (DEPLOY.parent / "docs" / "runbook" / "README.md").read_text()
    for alarm in read_alarms():
        assert f"\n### {alarm['alert']}\n" in runbook


def test_every_picture_of_the_dashboard_is_of_a_metric_that_there_is() -> None:
    sources = yaml.safe_load((OBSERVABILITY / "grafana" / "datasources.yml").read_text())["datasources"]
    for panel in read_panels():
        assert panel["datasource"]["uid"] == sources[0]["uid"]
        for target in panel["targets"]:
            named = names_in(target["expr"])
            assert named
            assert named <= read_names_of_metrics(), panel["title"]


def test_the_pictures_of_the_dashboard_do_not_overlap() -> None:
    cells = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in read_panels()]
    assert len(set(cells)) == len(cells)
    assert len({panel["id"] for panel in read_panels()}) == len(cells)


@pytest.mark.skipif(shutil.which("promtool") is None, reason="there is no promtool (Debian: prometheus)")
def test_alarms_fire_when_they_should_and_else_not() -> None:
    command = ["promtool", "test", "rules", "alarms_test.yml"]
    done = subprocess.run(command, cwd=OBSERVABILITY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_docker_s_own_questions_after_health_do_not_count_as_failed_answers() -> None:
    (alarm,) = (one for one in read_alarms() if one["alert"] == "AnswersFail")
    (excepted,) = re.findall(r'path!~"([^"]+)"', alarm["expr"])
    for path in ("/health/ready", "/services/unoct/health/live", "/services/unoct/metrics"):
        assert re.fullmatch(excepted, path)
    assert not re.fullmatch(excepted, "/cycles")


def test_prometheus_asks_each_service() -> None:
    jobs = yaml.safe_load((DEPLOY / "observability" / "prometheus.yml").read_text())["scrape_configs"]
    assert {job["job_name"]: job.get("metrics_path", "/metrics") for job in jobs} == {
        **{name: f"/services/{name}/metrics" for name in SERVED},
        "disks": "/metrics",
    }
