"""Facts and days for the eye and for programs."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from rich import box
from rich.console import Console
from rich.table import Table

from models.facts import FactSheet
from tasks.commission.request import Person
from tasks.render.phrases import Reader
from tasks.render.settle import settled

WIDTH = 118
# What `facts --json` says of the report itself, by the sheet's own names.
OF_REPORT: Final = {
    "type": "report_type",
    "period_start": "period_start",
    "period_end": "period_end",
    "is_partial": "is_partial",
    "params_version": "params_version",
}


def facts_json(sheet: FactSheet, person: Person) -> dict[str, Any]:
    """The stable shape of `debrief facts --json`: everything that is on the sheet, the facts by their keys."""
    whole = sheet.as_json()
    report = {name: whole.pop(field) for name, field in OF_REPORT.items()}
    return {
        "report": {"athlete": str(person.athlete_id), **report, "facts_hash": sheet.hash()},
        "facts": {fact["key"]: fact for fact in whole.pop("facts")},
        **whole,
    }


def print_facts(computed: FactSheet) -> None:
    """Rounded as the page rounds, so that what is a difference of two figures is one here too."""
    sheet = settled(computed, Reader(period_days=(computed.period_end - computed.period_start).days + 1))
    table = Table(box=box.SIMPLE_HEAD, title=f"{sheet.period_start} to {sheet.period_end}")
    for heading in ("fact", "value", "unit", "days", "quality", "from"):
        table.add_column(heading, justify="right" if heading in ("value", "days") else "left")
    for fact in sheet:
        value = "–" if fact.value is None else f"{fact.value:.{fact.decimals}f}"
        days = (
            "" if fact.n_days is None else f"{fact.n_days}/{fact.n_expected}" if fact.n_expected else f"{fact.n_days}"
        )
        source = ", ".join(f"{one.table} {one.rows}" for one in fact.provenance)
        table.add_row(fact.key, value, fact.unit, days, fact.quality, source)
    console = _console()
    console.print(table)
    lines = [f"{one.key}: {one.status}. {one.why}" for one in sheet.signals] + [note.text for note in sheet.notes]
    for line in lines:
        console.print(f"· {line}", markup=False, highlight=False)


def print_series(days: Iterable[Mapping[str, Any]]) -> None:
    columns = ("date", "load", "load_fatigue", "fitness", "fatigue", "form", "ramp_7d", "load_ratio", "coverage")
    table = Table(box=box.SIMPLE_HEAD)
    for heading in columns:
        table.add_column(heading, justify="right")
    for day in days:
        table.add_row(*(_cell(day[name]) for name in columns))
    _console().print(table)


def _cell(value: Any) -> str:
    return "–" if value is None else f"{value:.1f}" if isinstance(value, float) else str(value)


def _console() -> Console:
    """As wide as the terminal, and wide enough when there is none."""
    console = Console()
    return console if console.is_terminal else Console(width=WIDTH)
