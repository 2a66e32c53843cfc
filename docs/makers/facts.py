"""The page of facts, from the catalogue and from what good and bad mean."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from makers.sample import histories

from models.enums import Direction, Judgement
from models.facts import BASELINE, MEAN4, PREVIOUS, TREND
from tasks.analyse import definitions
from tasks.analyse.batch import batches
from tasks.analyse.catalogue import CATALOGUE, PATTERNS
from tasks.analyse.definitions.definition import Definition, Pattern
from tasks.analyse.facts import quantities_of
from tasks.analyse.judgements import VERDICTS, Verdict

INTRODUCTION = """# Facts

Made from the code by `make fix`; `make check` compares the two. Everything that a report may say is one of these, with
its key, and `debrief facts ATHLETE` shows them. [numbers.md](numbers.md) says how each is computed and why so,
[parameters.md](parameters.md) lists the numbers behind them, [facts.schema.json](facts.schema.json) is the JSON.

A fact of the catalogue is on every sheet; when nothing is known of it, it is there as missing. A fact that is named
after something (a sport, a device, a muscle, an exercise) is on the sheet where there is such a thing. Facts of the
week or of the period count the report's own days, however many they are. Units: `load` is on the scale of 100 for an
hour at threshold, `points` are a scale's own, `sd` are standard deviations, `m_gain` are metres climbed; times are in
seconds or hours, speeds in metres a second.

What a fact can be read beside:

| comparison | with |
|---|---|
| `change` | the period before, just as long |
| `vs:mean4` | the mean of the four periods before |
| `vs:baseline` | a band: the athlete's own, their need of sleep, or a landmark from practice |
| `trend` | how long it has been moving one way |

Where a fact is read beside something else, `how` says so. A comparison that would lean on too few days is left out.
"""
VERDICTS_INTRODUCTION = """## What is good and what is bad

A direction is judged only where this table says so; every other move is neither good nor bad in itself.

| fact | beside | good | bad | why |
|---|---|---|---|---|
"""
ORDER = (PREVIOUS, MEAN4, BASELINE, TREND)


def facts() -> str:
    kinds = _kinds()
    return "\n".join([INTRODUCTION, *_topics(kinds), VERDICTS_INTRODUCTION + _judged()])


def _kinds() -> dict[str, set[str]]:
    """By key, what each quantity of a sample batch is declared to be comparable with."""
    found: dict[str, set[str]] = {}
    for batch in batches(histories()):
        for quantity in quantities_of(batch):
            found.setdefault(quantity.key, set()).update(one.kind for one in quantity.references)
    return found


def _topics(kinds: dict[str, set[str]]) -> Iterator[str]:
    names = [one.name for one in pkgutil.iter_modules(definitions.__path__)]
    modules = [import_module(f"{definitions.__name__}.{name}") for name in names]
    topics = [one for one in modules if hasattr(one, "DEFINITIONS")]
    order = list(CATALOGUE)
    for topic in sorted(topics, key=lambda one: order.index(one.DEFINITIONS[0].key) if one.DEFINITIONS else len(order)):
        heading = (topic.__doc__ or "").splitlines()[0].rstrip(".")
        rows = [_row(one, one.key, kinds) for one in topic.DEFINITIONS]
        rows += [_row(*_named(one), kinds) for one in getattr(topic, "PATTERNS", ())]
        table = "| key | what | unit | decimals | window | how | beside |\n|---|---|---|---|---|---|---|\n"
        yield f"## {heading}\n\n{table}" + "\n".join(rows) + "\n"


def _named(pattern: Pattern) -> tuple[Definition, str]:
    if pattern not in PATTERNS:
        raise ValueError(f"the catalogue does not know the pattern {pattern.prefix}")
    example = pattern.define(pattern.example)
    return example, example.key


def _row(what: Definition, key: str, kinds: dict[str, set[str]]) -> str:
    beside = ", ".join(f"`{kind}`" for kind in ORDER if kind in kinds[key])
    is_catalogued = key in CATALOGUE
    shown = f"`{key}`" if is_catalogued else f"`{key}` …"
    cells = (shown, what.label, what.unit, str(what.decimals), what.window, what.how, beside)
    return f"| {' | '.join(cells)} |"


def _judged() -> str:
    """A row for each verdict; facts that share one share the row."""
    keys: dict[tuple[Verdict, str], list[str]] = {}
    for (key, kind), one in VERDICTS.items():
        keys.setdefault((one, kind), []).append(f"`{key}`")
    rows = (
        f"| {', '.join(named)} | `{kind}` | {_when(one, Judgement.GOOD)} | {_when(one, Judgement.BAD)} | {one.why} |\n"
        for (one, kind), named in keys.items()
    )
    return "".join(rows)


def _when(verdict: Verdict, judgement: Judgement) -> str:
    ways = [way for way, found in ((Direction.UP, verdict.up), (Direction.DOWN, verdict.down)) if found is judgement]
    said = [f"{way} by {_least(verdict)} or more" if _least(verdict) else str(way) for way in ways]
    if judgement is Judgement.BAD and verdict.bad_under is not None:
        said.append(f"under {verdict.bad_under:g}")
    return ", ".join(said)


def _least(verdict: Verdict) -> str:
    steps = [f"{verdict.step:g}"] if verdict.step else []
    return " or ".join(steps + ([f"{100 * verdict.share:g} %"] if verdict.share else []))
