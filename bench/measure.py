"""What the benchmarks share: time taken, memory at its highest, a table of both."""

import gc
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

Result = TypeVar("Result")
Figures = Mapping[str, Any]


def timed(run: Callable[[], Result], times: int = 1) -> tuple[float, Result]:
    """The median of the seconds taken, and what came out last."""
    taken, result = [], None
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        result = run()
        taken.append(time.perf_counter() - start)
    assert result is not None
    return median(taken), result


def peak_mib() -> float:
    """This process's memory at its highest so far (what getrusage says would include the process that started it)."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def in_child(module: str, *arguments: str) -> list[float]:
    """The numbers that a fresh process prints: memory is measured where nothing else has been."""
    command = [sys.executable, "-m", module, *arguments]
    told = subprocess.run(command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return [float(number) for number in told.stdout.split()]


def conditions() -> Figures:
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load_average": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        **{name: version(name) for name in ("numpy", "pandas", "sqlalchemy", "psycopg")},
    }


def _processor() -> str:
    told = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in told if line.startswith("model name")]
    return names[0] if names else platform.machine()


def table(title: str, rows: Sequence[Figures]) -> str:
    """Markdown, so that it can be pasted as it is."""
    heads = list(rows[0])
    shown = [[_shown(row[head]) for head in heads] for row in rows]
    widths = [max(len(one) for one in column) for column in zip(heads, *shown, strict=True)]
    lines = [heads, ["-" * width for width in widths], *shown]
    body = ["| " + " | ".join(f"{one:>{w}}" for one, w in zip(line, widths, strict=True)) + " |" for line in lines]
    return "\n".join([f"\n{title}\n", *body])


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else "–" if value is None else str(value)
