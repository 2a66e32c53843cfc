"""What a new edition would print otherwise, and why: in words, for whoever decides whether it is made."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Final

from models.facts import Fact, FactSheet, Session
from tasks.analyse.catalogue import CATALOGUE
from tasks.analyse.remarks.words import noun, short_day
from tasks.render.phrases import Reader, quantity
from tasks.render.settle import settled

# What a coach looks at first; the others follow in the order of the sheet.
FIRST: Final = (
    "load.week",
    "fitness.now",
    "form.now",
    "hrv.week",
    "resting_hr.week",
    "sleep.week",
    "checkin.completion",
)
NOT_LISTED: Final = "not listed"


@dataclass(frozen=True, slots=True)
class Change:
    """Something printed that would be printed otherwise, both in metric units."""

    key: str
    label: str
    before: str
    after: str
    tables: frozenset[str]  # whose rows it is made of

    def in_words(self, because: str) -> dict[str, str]:
        text = f"{self.label} {self.before} → {self.after}" + (f": {because}." if because else ".")
        return {
            **{name: getattr(self, name) for name in ("key", "label", "before", "after")},
            "because": because,
            "text": text,
        }


def changes(old: FactSheet, new: FactSheet) -> list[Change]:
    """Values, sessions and signals as printed. Remarks and comparisons alone are no reason for a new edition.

    Every sheet has every key of the catalogue: one that lacks it is older than the fact, and that is no change either.
    Facts on what a name stands for (a muscle, a sport) come and go with it, where both sheets follow the same rules.
    """
    reader = Reader(period_days=(old.period_end - old.period_start).days + 1)
    kept = FactSheet.from_json(new.as_json())  # rounded as what it is compared with was when it was stored
    old, new = settled(old, reader), settled(kept, reader)
    found = [*_values(old, new, reader), *_sessions(old, new, reader), *_signals(old, new)]
    return sorted(found, key=lambda one: FIRST.index(one.key) if one.key in FIRST else len(FIRST))


def _values(old: FactSheet, new: FactSheet, reader: Reader) -> Iterator[Change]:
    before, after = ({fact.key: fact for fact in sheet} for sheet in (old, new))
    is_alike = old.params_version == new.params_version
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key), after.get(key)
        shown = now or was
        is_on_both = was is not None and now is not None
        if (
            shown is None
            or not (is_on_both or (is_alike and key not in CATALOGUE))
            or (was or shown).unit != shown.unit
        ):
            continue
        there, here = (_printed(fact, shown, reader) for fact in (was, now))
        if there != here:
            tables = frozenset(one.table for fact in (was, now) if fact for one in fact.provenance)
            yield Change(key, shown.label, there, here, tables)


def _printed(fact: Fact | None, shown: Fact, reader: Reader) -> str:
    """With today's decimals: an old figure with fewer of them has not changed for that."""
    return quantity(fact.value if fact else None, shown.unit, shown.decimals, reader)


def _sessions(old: FactSheet, new: FactSheet, reader: Reader) -> Iterator[Change]:
    """By day and sport; a title is no figure."""
    listed = [defaultdict[tuple[date, str], Counter[str]](Counter) for _ in range(2)]
    for sheet, days in zip((old, new), listed, strict=True):
        for one in sheet.sessions:
            days[one.local_date, noun(one.sport)][_figures(one, reader)] += 1
    for day, what in sorted({*listed[0], *listed[1]}):
        was, now = (days[day, what] for days in listed)
        gone, come = sorted((was - now).elements()), sorted((now - was).elements())
        for there, here in zip_longest(gone, come, fillvalue=NOT_LISTED):
            yield Change("sessions", f"Session of {short_day(day)}, {what}:", there, here, frozenset({"workouts"}))


def _figures(one: Session, reader: Reader) -> str:
    figures = [quantity(one.duration_s, "s", 0, reader)]
    figures += [quantity(one.distance_m, "m", 0, reader)] if one.distance_m else []
    load = quantity(one.load, "load", 0, reader)
    return ", ".join([*figures, f"load {'≈ ' if one.is_approximate and one.load is not None else ''}{load}"])


def _signals(old: FactSheet, new: FactSheet) -> Iterator[Change]:
    was = {one.key: one.status for one in old.signals}
    for one in new.signals:
        fact = new.get(one.key)
        if fact and was.get(one.key, one.status) != one.status:
            tables = frozenset(source.table for source in fact.provenance)
            yield Change(f"signal.{one.key}", f"Sign, {fact.label}:", was[one.key], one.status, tables)
