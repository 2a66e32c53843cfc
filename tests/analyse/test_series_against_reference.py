"""The matrices against a reference that goes day by day and can be checked by eye."""

from datetime import date, timedelta

import pytest
from analyse.lives import Life, lives, quick, told
from analyse.reference import Found
from builders import day, report
from hypothesis import given, settings
from hypothesis import strategies as st

from models.facts import BASELINE, MEAN4, PREVIOUS, FactSheet
from tasks.analyse.facts import analyse, series_of

# Athletes who have nothing in common but the batch.
several = st.tuples(lives(1), lives(2), lives(3))
thorough = settings(quick, max_examples=25)


def close(value: float | None) -> object:
    return None if value is None else pytest.approx(value, rel=1e-9, abs=1e-9)


def differing(found: Found, expected: Found) -> dict[str, tuple[float | None, float | None]]:
    return {key: (found[key], value) for key, value in expected.items() if found[key] != close(value)}


@thorough
@given(several)
def test_every_day_of_the_series_is_what_the_reference_says(them: tuple[Life, ...]) -> None:
    together = told(*them)
    for one in them:
        first = one.period.end - timedelta(days=89)
        for row in series_of(together, one.person.athlete_id, first, one.period.end):
            assert differing(row, one.reference.day(date.fromisoformat(row["date"]))) == {}, row["date"]


@thorough
@given(several)
def test_every_fact_is_what_the_reference_says(them: tuple[Life, ...]) -> None:
    sheets = analyse(told(*them))
    for one in them:
        sheet = sheets[one.report.report_id]
        expected = one.reference.facts(one.period)
        assert differing({key: sheet.get(key).value for key in expected}, expected) == {}


@thorough
@given(several)
def test_what_a_figure_is_compared_with_is_what_the_reference_says(them: tuple[Life, ...]) -> None:
    sheets = analyse(told(*them))
    for one in them:
        sheet, reference = sheets[one.report.report_id], one.reference
        assert compared(sheet, "load.week", PREVIOUS) == close(reference.before(one.period)["load.week"])
        assert compared(sheet, "load.week", MEAN4) == close(reference.mean4(one.period)["load.week"])
        for key, band in reference.bands(one.period.end).items():
            beside = sheet.get(key).comparison(BASELINE)
            found = None if beside is None else (beside.reference, beside.band_low, beside.band_high)
            assert found == (None if band is None else pytest.approx(band, rel=1e-9)), key


def compared(sheet: FactSheet, key: str, kind: str) -> float | None:
    beside = sheet.get(key).comparison(kind)
    return None if beside is None else beside.reference


@settings(quick, max_examples=12)
@given(several)
def test_a_sheet_is_the_same_whoever_else_is_in_the_batch(them: tuple[Life, ...]) -> None:
    others = [report(1, day(80), day(74), number=11), report(1, day(3), day(3), number=12), report(2, number=21)]
    together = analyse(told(*them, more=others))
    for one in them:
        (alone,) = analyse(told(one)).values()
        assert together[one.report.report_id].hash() == alone.hash()
