"""Fact sheets as they may come: any kind of week, with facts missing, too early, provisional or bare of comparisons."""

from dataclasses import replace
from datetime import date, timedelta

import sheets
from hypothesis import strategies as st
from manuscripts import fact, sheet

from models.enums import Quality
from models.facts import Fact, FactSheet

SPORTS = ("run", "ride", "strength", "WeightTraining", "swim", "yoga")
DAMAGE = ("gone", "missing", "bare", "early", "provisional")
MUSCLES = ("chest", "quads", "lats", "lower_back", "front_delts", "neck_2")


def number(low: float, high: float, decimals: int = 0) -> st.SearchStrategy[float]:
    return st.floats(low, high).map(lambda value: round(value, decimals))


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    """One week's facts, each group drawn by itself, so that any two signals can meet; ordinary ones come most often."""
    calm = st.sampled_from([0, 0, 0, 0, 0, 1, 2, 3, 7])
    fitness = draw(number(5, 130))
    sessions, before = draw(st.integers(0, 14)), draw(number(0, 900))
    mean, low, beat = draw(number(1, 900)), draw(number(15, 120)), draw(number(35, 70))
    slept, days = draw(number(3, 11, 1)), draw(st.integers(0, 7))
    return [
        sheets.load(draw(number(0, 1200)) if sessions else 0, before, mean),
        sheets.counted("sessions.week", sessions, draw(st.integers(0, 14)), draw(number(1, 12))),
        sheets.duration(draw(number(0, 30, 2)) if sessions else 0, 5, 6),
        sheets.counted("rest_days.week", draw(st.integers(0, 7)), 2, unit="days"),
        fact("load.unscored", draw(st.integers(0, 3)), "count"),
        *sheets.state(fitness, fitness + draw(number(-30, 36)), draw(number(-6, 9)), draw(st.integers(1, 28))),
        *sheets.hrv(draw(number(10, 140)), low, low + draw(number(3, 25)), draw(calm)),
        *sheets.resting_hr(draw(number(32, 90)), beat, beat + draw(number(1, 8))),
        *sheets.sleep(slept, draw(number(-14, 30, 1)), draw(st.sampled_from([7.0, 7.5, 8.0, 9.0]))),
        *sheets.checkins(days, draw(st.integers(0, 7)), min(days, draw(calm)), draw(st.integers(0, 60))),
        *sheets.feel(**{name: draw(number(1, 5, 1)) for name in ("fatigue", "soreness", "stress", "mood")}),
        sheets.counted("strength.sets", draw(st.sampled_from([0, 0, 1, 8, 19, 45, 120])), 30, draw(number(1, 90))),
        *sheets.muscles(**draw(st.dictionaries(st.sampled_from(MUSCLES), st.integers(0, 40)))),
        fact("break.days", draw(st.sampled_from([0, 0, 0, 0, 10, 13, 14, 60])), "days"),
        fact("break.ended_days_ago", draw(st.none() | st.integers(0, 27)), "days"),
        fact("race.days_to", draw(st.none() | st.none() | st.integers(0, 42)), "days"),
        fact("history.days", draw(st.sampled_from([1, 9, 27, 28, 90, 200, 400, 630])), "days"),
        fact("coverage.load_42d", draw(st.sampled_from([40, 69, 88, 90, 97, 100, 100, 100, 100])), "percent"),
        fact("coverage.any_days", draw(st.integers(1, 7)), "days", n_days=7, n_expected=7),
    ]


@st.composite
def kindred_facts(draw: st.DrawFn) -> list[Fact]:
    """One of the sample weeks, with some facts of another."""
    kind = draw(st.sampled_from([name for name in sheets.WEEKS if name != "no_data"]))
    other = {one.key: one for one in draw(facts())}
    taken = draw(st.sets(st.sampled_from(sorted(other)), max_size=6))
    merged = {one.key: one for one in sheets.WEEKS[kind]()} | {key: other[key] for key in taken}
    any_days = merged.pop("coverage.any_days")
    return [*merged.values(), any_days]


@st.composite
def weeks(draw: st.DrawFn) -> FactSheet:
    """A sheet of such facts, some of them damaged; something was recorded in every one of them."""
    ended = date(2026, 11, 15) + timedelta(days=draw(st.integers(0, 400)))
    *found, any_days = draw(st.one_of(facts(), kindred_facts()))
    damage = draw(st.dictionaries(st.integers(0, len(found) - 1), st.sampled_from(DAMAGE), max_size=12))
    damaged = [_damaged(one, damage.get(place)) for place, one in enumerate(found)]
    return sheet(
        *(one for one in (*damaged, any_days) if one is not None),
        period_start=ended - timedelta(days=6),
        period_end=ended,
        is_partial=draw(st.booleans()),
        sessions=sheets.sessions(*draw(st.lists(st.sampled_from(SPORTS), max_size=5))),
    )


def _damaged(one: Fact, how: str | None) -> Fact | None:
    if how == "gone":
        return None
    if how == "missing" or one.value is None:
        return replace(one, value=None, quality=Quality.MISSING, comparisons=())
    if how == "bare":
        return replace(one, comparisons=())
    if how == "early":
        return replace(one, quality=Quality.TOO_EARLY, comparisons=())
    return replace(one, quality=Quality.PROVISIONAL) if how == "provisional" else one
