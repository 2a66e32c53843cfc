"""Prefect without a server to install: a small one of this process, quiet and offline, while a round takes."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener, urlopen

from tasks.settings import settings

PATIENCE_S = 90
LOOK_AGAIN_S = 0.2
HERE = "127.0.0.1"
DIRECT = build_opener(ProxyHandler({})).open

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "ERROR",
    "PREFECT_INTERNAL_LOGGING_LEVEL": "CRITICAL",  # a heartbeat that was not delivered concerns nobody
    "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_CLI_PROMPT": "false",
}


@contextmanager
def prefect_api(say: Callable[[str], None]) -> Iterator[bool]:
    """Whether flows can run: on the API that is configured, else on a server of this process.

    Without either the work is done all the same, only unwatched: what is due is known to Postgres, not to Prefect.
    Prefect reads the environment when it is imported, so this comes first.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    _reach_this_machine_directly()
    configured = os.environ.get("PREFECT_API_URL")
    if configured:
        yield _answers(configured, say)
        return
    home = settings().var / "prefect"
    home.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PREFECT_HOME", str(home))
    with _own_server(home) as url:
        if url is None:
            say(f"Prefect's server did not start (see {home / 'server.log'}); the round runs without it.")
        else:
            os.environ["PREFECT_API_URL"] = url
        yield url is not None
    os.environ.pop("PREFECT_API_URL", None)


def _answers(url: str, say: Callable[[str], None]) -> bool:
    if _is_healthy(url):
        return True
    say("Prefect's API (PREFECT_API_URL) does not answer; the round runs without it.")
    return False


@contextmanager
def _own_server(home: Path) -> Iterator[str | None]:
    port = _free_port()
    command = [sys.executable, "-m", "flows.prefect_server", str(port)]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True)
    url = f"http://{HERE}:{port}/api"
    try:
        until = time.monotonic() + PATIENCE_S
        while server.poll() is None and time.monotonic() < until and not _is_healthy(url, DIRECT):
            time.sleep(LOOK_AGAIN_S)
        yield url if server.poll() is None and _is_healthy(url, DIRECT) else None
    finally:
        server.kill()  # nothing in it outlives the round
        server.communicate()


def _reach_this_machine_directly() -> None:
    """Prefect's client, too, reads the environment, and a proxy that is set there cannot reach a port of ours."""
    direct = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    if HERE not in direct.split(","):
        direct = ",".join(filter(None, (direct, HERE, "localhost")))
    os.environ["no_proxy"] = os.environ["NO_PROXY"] = direct


def _is_healthy(url: str, ask: Callable[..., Any] = urlopen) -> bool:
    try:
        with ask(f"{url.rstrip('/')}/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError, ValueError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])
