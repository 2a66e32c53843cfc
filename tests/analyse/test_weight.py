from typing import Any

import numpy as np
import pytest
from builders import Row, day, histories, row
from hypothesis import given
from hypothesis import strategies as st

from models.enums import Direction, Judgement, Quality
from models.facts import PREVIOUS, Fact
from tasks.analyse.days.weight import slope_per_day
from tasks.analyse.facts import analyse


def fact(key: str, entries: list[Row]) -> Fact:
    (sheet,) = analyse(histories(entries=entries)).values()
    found = sheet.get(key)
    assert found is not None
    return found


def weighed(kg_by_day: dict[int, float]) -> list[Row]:
    """By how many days before the period's end they were."""
    return [row(day(back), weight_kg=kg) for back, kg in kg_by_day.items()]


def test_weight_is_the_mean_of_the_last_seven_days() -> None:
    found = fact("weight.now", weighed({0: 70.0, 1: 71.0, 3: 70.4, 6: 70.6, 7: 99.0}))
    assert found.value == pytest.approx(70.5)
    assert (found.n_days, found.n_expected, found.unit, found.quality) == (4, 7, "kg", Quality.OK)
    assert (found.provenance[0].table, found.provenance[0].rows, found.provenance[0].first) == ("entries", 4, day(6))


@pytest.mark.parametrize(("weigh_ins", "is_known"), [(3, False), (4, True)])
def test_weight_needs_four_weigh_ins_in_seven_days(weigh_ins: int, is_known: bool) -> None:
    found = fact("weight.now", weighed(dict.fromkeys(range(weigh_ins), 70.0)))
    assert (found.is_known, found.n_days) == (is_known, weigh_ins)


@pytest.mark.parametrize(("before", "is_compared"), [(13, False), (14, True)])
def test_weight_is_compared_with_the_four_weeks_before_the_seven_days(before: int, is_compared: bool) -> None:
    kg = dict.fromkeys(range(7), 70.0) | {34 - back: 71.0 for back in range(before)} | {35: 90.0}
    change = fact("weight.now", weighed(kg)).comparison(PREVIOUS)
    assert (change is not None) == is_compared
    if change:
        assert (change.reference, change.difference, change.days) == (71.0, pytest.approx(-1.0), 28)
        assert change.direction is Direction.DOWN


@pytest.mark.parametrize("step", [-1.0, 1.0])
def test_neither_more_nor_less_weight_is_good_or_bad(step: float) -> None:
    kg = dict.fromkeys(range(7), 70.0) | dict.fromkeys(range(7, 35), 70.0 + step)
    change = fact("weight.now", weighed(kg)).comparison(PREVIOUS)
    assert (change.direction is not Direction.SAME, change.judgement) == (True, Judgement.NEUTRAL)


@pytest.mark.parametrize(("weigh_ins", "is_known"), [(13, False), (14, True)])
def test_a_slope_needs_14_weigh_ins_in_28_days(weigh_ins: int, is_known: bool) -> None:
    kg = {2 * at: 70.0 + 0.1 * at for at in range(weigh_ins)} | {28: 50.0, 30: 50.0}
    found = fact("weight.slope", weighed(kg))
    assert (found.is_known, found.n_days, found.n_expected) == (is_known, weigh_ins, 28)
    assert found.quality is (Quality.OK if is_known else Quality.MISSING)


def test_the_slope_is_kilograms_a_week_along_the_line_through_the_weigh_ins() -> None:
    kg = {back: 70.0 - 0.05 * (27 - back) + (0.3 if back % 2 else -0.3) for back in range(28)}
    expected = 7 * np.polyfit([-back for back in kg], list(kg.values()), 1)[0]
    found = fact("weight.slope", weighed(kg))
    assert found.value == pytest.approx(expected)
    assert (found.unit, found.window) == ("kg", "28 days")


@given(
    st.lists(st.one_of(st.none(), st.floats(30, 200)), min_size=28, max_size=28),
    st.integers(2, 20),
)
def test_the_slope_is_that_of_least_squares(values: list[float | None], min_days: int) -> None:
    known = [(at, kg) for at, kg in enumerate(values) if kg is not None]
    column = np.array([[np.nan if kg is None else kg] for kg in values])
    found = slope_per_day(column, min_days)[0]
    if len(known) < min_days:
        assert np.isnan(found)
    else:
        days, kg = np.array(known).T
        expected = np.polyfit(days - days.mean(), kg, 1)[0]
        assert found == pytest.approx(expected, abs=1e-8)


def test_who_never_weighs_has_no_weight() -> None:
    entries: list[dict[str, Any]] = [row(day(0), mood=4.0)]
    for key in ("weight.now", "weight.slope"):
        assert (fact(key, entries).value, fact(key, entries).quality) == (None, Quality.MISSING)
