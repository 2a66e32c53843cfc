"""Which drawings a fact sheet gives: each with its title, a caption and the words that stand for it."""

from collections.abc import Sequence
from datetime import timedelta

from models.facts import BASELINE, DaySeries, FactSheet
from tasks.render import charts, dates
from tasks.render.charts import Ended
from tasks.render.figures import line
from tasks.render.page import Figure
from tasks.render.phrases import NOT_KNOWN, Reader, value

FEWEST_READINGS = 2  # a single dot is no picture


def load_figures(sheet: FactSheet, reader: Reader) -> tuple[Figure, ...]:
    """Load with fitness and fatigue, and form beneath it; nothing when there was no load at all."""
    daily, fitness, fatigue, form = (sheet.days(key) for key in ("load", "fitness", "fatigue", "form"))
    if not (daily and fitness and fatigue and any(daily.values)):
        return ()
    now = min(reader.period_days, len(daily.values))
    ends = (_ended(sheet, "fitness.now", "Fitness", reader), _ended(sheet, "fatigue.now", "Fatigue", reader))
    alt = f"Daily load over {_length(daily)}, with fitness and fatigue. At the end: {ends[0]}, {ends[1]}."
    caption = "Bars: the load of each day. Pale blue: this period. Grey: days not known."
    drawn = charts.load(daily, fitness, fatigue, ends, now, alt)
    figures = [Figure(title=f"Load over {_length(daily)}", caption=caption, alt=alt, svg=drawn)]
    if form and _count(form) >= FEWEST_READINGS:
        end = _ended(sheet, "form.now", "Form", reader)
        alt = f"Form over {_length(form)}. At the end: {end}."
        drawn = charts.form(form, end, min(now, len(form.values)), alt)
        figures.append(Figure(title="Form", caption="Fitness minus fatigue.", alt=alt, svg=drawn))
    return tuple(figures)


def recovery_figures(sheet: FactSheet, need_h: float, reader: Reader) -> tuple[Figure, ...]:
    """HRV and resting heart rate with the athlete's own range, and sleep against the need: what there is of them."""
    figures = []
    for key, fact_key, title in (
        ("hrv_ms", "hrv.week", "HRV, ms"),
        ("resting_hr_bpm", "resting_hr.week", "Resting HR, bpm"),
    ):
        series = sheet.days(key)
        if series and _count(series) >= FEWEST_READINGS:
            low, high = _band(sheet, series, fact_key, key.rpartition("_")[0])
            alt = f"{title} over {_length(series)}, read on {_count(series)} of them. {_said(sheet, fact_key, reader)}"
            drawn = charts.readings(series, low, high, min(reader.period_days, len(series.values)), alt)
            figures.append(Figure(title=title, caption=_caption(low), alt=alt, svg=drawn))
    sleep = sheet.days("sleep_h")
    if sleep and _count(sleep) >= FEWEST_READINGS:
        alt = f"Sleep over {_length(sleep)}, known for {_count(sleep)} nights. {_said(sheet, 'sleep.week', reader)}"
        drawn = charts.nights(sleep, need_h, min(reader.period_days, len(sleep.values)), alt)
        figures.append(Figure(title="Sleep, hours", caption="Dashed: your need.", alt=alt, svg=drawn))
    return tuple(figures)


def checkin_figure(sheet: FactSheet) -> Figure | None:
    """The period's check-ins; nothing for someone who never sent one."""
    series = sheet.days("checkin")
    completion = sheet.get("checkin.completion")
    if series is None or completion is None or not completion.is_known:
        return None
    names = [dates.weekday(series.first_day + timedelta(days=i)) for i in range(len(series.values))]
    sent = [name for name, mark in zip(names, series.values, strict=True) if mark]
    left = [name for name, mark in zip(names, series.values, strict=True) if not mark]
    if len(names) > charts.DAYS_IN_STRIP:
        alt = f"Check-ins: {len(sent)} of {len(names)} days."
    else:
        alt = f"Check-ins on {_listed(sent)}; not reported on {_listed(left)}."
    return Figure(
        title="Check-ins", caption="Filled: reported. Empty: not reported.", alt=alt, svg=charts.strip(series, alt)
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "no day"


def _count(series: DaySeries) -> int:
    return sum(value is not None for value in series.values)


def _length(series: DaySeries) -> str:
    days = len(series.values)
    return f"{days // 7} weeks" if days % 7 == 0 and days > 7 else f"{days} days"


def _ended(sheet: FactSheet, key: str, word: str, reader: Reader) -> Ended:
    fact = sheet.get(key)
    return Ended(word, value(fact, reader) if fact is not None else NOT_KNOWN)


def _said(sheet: FactSheet, key: str, reader: Reader) -> str:
    fact = sheet.get(key)
    if fact is None or not fact.is_known:
        return ""
    said = line(fact, reader)
    return f"{said.label}: {', '.join(filter(None, (said.value, said.remark)))}."


def _caption(low: Sequence[float | None]) -> str:
    return "Grey: your usual range." if any(value is not None for value in low) else ""


Ends = tuple[float | None, ...]


def _band(sheet: FactSheet, series: DaySeries, fact_key: str, stem: str) -> tuple[Ends, Ends]:
    """The range day by day where the sheet has it, else the one of the period for all days, else none."""
    low, high = sheet.days(f"{stem}_band_low_{_unit(series)}"), sheet.days(f"{stem}_band_high_{_unit(series)}")
    if low and high and len(low.values) == len(high.values) == len(series.values):
        return low.values, high.values
    fact = sheet.get(fact_key)
    own = fact.comparison(BASELINE) if fact else None
    days = len(series.values)
    return ((own.band_low if own else None,) * days, (own.band_high if own else None,) * days)


def _unit(series: DaySeries) -> str:
    return series.key.rpartition("_")[2]
