from datetime import date

import pytest

from models.enums import Quality, ReportType
from models.facts import Fact, FactSheet
from tasks.render.gaps import gaps


def sheet(**known: bool) -> FactSheet:
    """Keys with __ for the point, and whether there is a value."""
    facts = (
        Fact(
            key=key.replace("__", "."),
            label=f"The {key.rpartition('__')[2]}",
            unit="count",
            value=1 if is_known else None,
            window="7 days",
            quality=Quality.OK if is_known else Quality.MISSING,
        )
        for key, is_known in known.items()
    )
    first, last = date(2026, 11, 9), date(2026, 11, 15)
    return FactSheet(
        report_type=ReportType.WEEKLY_ANALYSIS,
        period_start=first,
        period_end=last,
        params_version="1",
        facts=tuple(facts),
    )


def test_where_everything_is_known_there_is_nothing_to_say() -> None:
    assert gaps(sheet(load__week=True)) == ""


def test_a_topic_without_any_figure_is_named_once() -> None:
    assert (
        gaps(sheet(race__days_to=False, race__form=False, hrv__week=False))
        == "Nothing on record for a race ahead and HRV."
    )


def test_a_single_figure_that_lacks_is_named_by_its_label() -> None:
    assert gaps(sheet(hrv__week=True, hrv__z=False)) == "Nothing on record for the z."


@pytest.mark.parametrize("key", ["break__ended_days_ago", "decoupling__longest"])
def test_what_is_only_not_said_is_no_gap(key: str) -> None:
    assert gaps(sheet(load__week=True, **{key: False})) == ""
    assert gaps(sheet(intensity__hr__easy=True, intensity__hr__polarization=False)) == ""
