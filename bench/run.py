"""All benchmarks, one after the other: tables on standard output, the same figures in bench/results.json."""

import json
from pathlib import Path

from bench import analyse, gather
from bench.measure import conditions, table

RESULTS = Path(__file__).parent / "results.json"


def main() -> None:
    topics = {"conditions": {"this machine": [conditions()]}, "analyse": analyse.bench(), "gather": gather.bench()}
    for topic, tables in topics.items():
        for title, rows in tables.items():
            print(table(f"{topic}: {title}", rows))
    RESULTS.write_text(json.dumps(topics, indent=2) + "\n")


if __name__ == "__main__":
    main()
