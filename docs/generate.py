"""Writes the pages of docs/ that are made from the code; `--check` fails when one no longer says what the code says."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from makers.facts import facts
from makers.parameters import parameters
from makers.schemas import facts_schema, series_schema
from makers.states import states
from makers.tables import tables

DOCS = Path(__file__).resolve().parent
PAGES: Mapping[str, Callable[[], str]] = {
    "facts.md": facts,
    "facts.schema.json": facts_schema,
    "parameters.md": parameters,
    "series.schema.json": series_schema,
    "states.md": states,
    "tables.md": tables,
}


def main(arguments: list[str]) -> int:
    stale = []
    for name, make in PAGES.items():
        path, wanted = DOCS / name, make()
        if "--check" not in arguments:
            path.write_text(wanted, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != wanted:
            stale.append(name)
    for name in stale:
        print(f"docs/{name} no longer says what the code says; run: make fix", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
