"""Our own small drawings. Direct labels instead of legends; a gap in the data is a gap on the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.facts import DaySeries
from tasks.render import dates, svg
from tasks.render.svg import Scale

WIDE, PANEL = 672, 212  # the page's width between its margins, and a third of it
LEFT, RIGHT, FOOT = 26, 74, 16
DAYS_IN_STRIP = 14  # a longer period's marks stand too close for letters

Point = tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Ended:
    """A line's label at its end: a word and the figure as the tables print it."""

    word: str
    figure: str

    def __str__(self) -> str:
        return f"{self.word} {self.figure}"


def load(
    daily: DaySeries, fitness: DaySeries, fatigue: DaySeries, ends: tuple[Ended, Ended], now: int, alt: str
) -> str:
    """Each day's load as a bar, fitness and fatigue as lines on the same axis; the last `now` days stand out."""
    height, top = 158, 12
    days = len(daily.values)
    across = Scale(0, days, LEFT, WIDE - RIGHT)
    largest = max([value for one in (daily, fitness, fatigue) for value in one.values if value is not None], default=1)
    up = Scale(0, max(largest, 1), height - FOOT, top)
    step = across(1) - across(0)
    heights = [(across(i + 0.5), up(value or 0)) for i, value in enumerate(daily.values)]
    lines = [[_point(across, up, i, value) for i, value in enumerate(one.values)] for one in (fitness, fatigue)]
    shapes = [
        _stretch(across, days - now, days, top, height, svg.PALE_BLUE),
        *(_stretch(across, i, i + 1, top, height, svg.PALE) for i in _unknown(daily)),
        *_grid(up, svg.ticks(0, up.high), LEFT, WIDE - RIGHT),
        svg.bars(heights[: days - now], up(0), step * 0.62, svg.BAR),
        svg.bars(heights[days - now :], up(0), step * 0.62, svg.BAR_NOW),
        svg.curve(lines[0], svg.BLUE, width=2),
        svg.curve(lines[1], svg.VERMILLION, width=1.4, dash="4 2.5"),
        *_months(daily.first_day, days, across, height),
        *_ends(lines, ends, (svg.BLUE, svg.VERMILLION), WIDE - RIGHT + 6, top + 8, height - FOOT),
    ]
    return svg.drawing(WIDE, height, alt, shapes)


def form(series: DaySeries, end: Ended, now: int, alt: str) -> str:
    """Form around its zero line."""
    height, top = 70, 6
    days = len(series.values)
    known = [value for value in series.values if value is not None]
    across = Scale(0, days, LEFT, WIDE - RIGHT)
    up = Scale(min([*known, -10]), max([*known, 10]), height - FOOT, top)
    line = [_point(across, up, i, value) for i, value in enumerate(series.values)]
    zero = [(point[0], up(0)) if point else None for point in line]
    shapes = [
        _stretch(across, days - now, days, top, height, svg.PALE_BLUE),
        svg.area(line, zero, "#cfe3dc"),
        *_grid(up, svg.ticks(up.low, up.high, 3), LEFT, WIDE - RIGHT),
        svg.rule(LEFT, up(0), WIDE - RIGHT, up(0), svg.MUTED),
        svg.curve(line, svg.GREEN, width=1.6),
        *_months(series.first_day, days, across, height),
        *_ends([line], (end,), ("#00694d",), WIDE - RIGHT + 6, top + 8, height - FOOT),
    ]
    return svg.drawing(WIDE, height, alt, shapes)


def readings(series: DaySeries, low: Sequence[float | None], high: Sequence[float | None], now: int, alt: str) -> str:
    """Daily readings with the athlete's own range behind them."""
    height, top = 100, 6
    days = len(series.values)
    known = [value for values in (series.values, low, high) for value in values if value is not None]
    spread = max(max(known) - min(known), 4)
    across = Scale(0, days, LEFT, PANEL)
    up = Scale(min(known) - 0.08 * spread, max(known) + 0.08 * spread, height - FOOT, top)
    line, floor, ceiling = (
        [_point(across, up, i, value) for i, value in enumerate(values)] for values in (series.values, low, high)
    )
    shapes = [
        _stretch(across, days - now, days, top, height, svg.PALE_BLUE),
        svg.area(ceiling, floor, "#d9e2e8"),
        *_grid(up, svg.ticks(up.low, up.high, 3), LEFT, PANEL),
        svg.curve(line, svg.BLUE, width=1.3),
        svg.dots(line, svg.BLUE),
        *_weeks(series.first_day, days, across, height),
    ]
    return svg.drawing(PANEL, height, alt, shapes)


def nights(series: DaySeries, need_h: float, now: int, alt: str) -> str:
    """Hours slept, one bar a night, against the athlete's need."""
    height, top = 100, 6
    days = len(series.values)
    across = Scale(0, days, LEFT, PANEL)
    up = Scale(0, max([value for value in series.values if value is not None] + [need_h]) + 0.5, height - FOOT, top)
    step = across(1) - across(0)
    tops = [(across(i + 0.5), up(value)) if value is not None else None for i, value in enumerate(series.values)]
    shapes = [
        _stretch(across, days - now, days, top, height, svg.PALE_BLUE),
        *_grid(up, svg.ticks(0, up.high, 4), LEFT, PANEL),
        svg.bars([one for one in tops[: days - now] if one], up(0), step * 0.62, svg.BAR),
        svg.bars([one for one in tops[days - now :] if one], up(0), step * 0.62, svg.BAR_NOW),
        svg.rule(LEFT, up(need_h), PANEL, up(need_h), svg.VERMILLION, width=1.1, dash="3 2"),
        *_weeks(series.first_day, days, across, height),
    ]
    return svg.drawing(PANEL, height, alt, shapes)


def strip(series: DaySeries, alt: str) -> str:
    """One mark a day: filled = reported, an empty ring = not reported."""
    days = len(series.values)
    has_letters = days <= DAYS_IN_STRIP
    step = 30 if has_letters else min(30.0, (WIDE - 8) / days)
    height, radius = (36, 7.5) if has_letters else (20, min(7.5, step * 0.38))
    middle = radius + 1
    shapes = []
    for i, value in enumerate(series.values):
        x = round(step * (i + 0.5), 1)
        look = f'fill="{svg.BLUE}"' if value else f'fill="none" stroke="{svg.BAR_NOW}" stroke-dasharray="2 2"'
        shapes.append(f'<circle cx="{x:g}" cy="{middle:g}" r="{radius if value else radius - 0.5:g}" {look}/>')
        if has_letters:
            letters = dates.weekday(series.first_day + timedelta(days=i))
            shapes.append(svg.text(x, height - 6, letters, anchor="middle"))
    return svg.drawing(step * days, height, alt, shapes)


def _point(across: Scale, up: Scale, index: int, value: float | None) -> Point:
    return None if value is None else (across(index + 0.5), up(value))


def _stretch(across: Scale, first: int, end: int, top: float, height: float, fill: str) -> str:
    """The ground behind some days, which ends where the next day begins."""
    return svg.box(across(first), top, round(across(end) - across(first), 1), height - FOOT - top, fill)


def _unknown(series: DaySeries) -> list[int]:
    """The days that are not known, once anything is."""
    first = next((i for i, value in enumerate(series.values) if value is not None), len(series.values))
    return [i for i, value in enumerate(series.values) if value is None and i > first]


def _grid(up: Scale, values: Sequence[float], left: float, right: float) -> list[str]:
    shapes = []
    for value in values:
        shapes.append(svg.rule(left, up(value), right, up(value)))
        label = f"{value:g}".replace("-", "−")
        shapes.append(svg.text(left - 5, up(value) + 3, label, anchor="end"))
    return shapes


def _months(first: date, days: int, across: Scale, height: float) -> list[str]:
    """A tick at each month's first day with its name; short ticks at the weeks, counted from the end."""
    shapes = [svg.rule(across(i), height - FOOT, across(i), height - FOOT + 3) for i in range(days % 7, days, 7)]
    for i in range(days):
        day = first + timedelta(days=i)
        if day.day == 1:
            shapes.append(svg.rule(across(i), height - FOOT, across(i), height - FOOT + 7, svg.MUTED))
            if days - i > 5:
                shapes.append(svg.text(across(i) + 4, height - 3, dates.month(day)))
    return shapes


def _weeks(first: date, days: int, across: Scale, height: float) -> list[str]:
    shapes = []
    for i in range(days % 7, days, 7):
        shapes.append(svg.rule(across(i), height - FOOT, across(i), height - FOOT + 3, svg.MUTED))
        shapes.append(svg.text(across(i) + 1, height - 3, dates.short_day(first + timedelta(days=i))))
    return shapes


def _ends(
    lines: Sequence[Sequence[Point]], labels: Sequence[Ended], fills: Sequence[str], x: float, low: float, high: float
) -> list[str]:
    """Each line's label beside its last point, moved apart where two would overlap."""
    last = [next((point[1] for point in reversed(line) if point), high) for line in lines]
    places = svg.apart([place + 3 for place in last], 12, low, high)
    return [svg.bold(x, y, str(label), fill=fill) for y, label, fill in zip(places, labels, fills, strict=True)]
