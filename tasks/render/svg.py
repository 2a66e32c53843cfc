"""The few shapes our drawings are made of, as SVG text: scales, ticks, lines with gaps, labels that do not collide."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

# Okabe and Ito's colours stay apart for every kind of colour sight; the pale ones are tints for areas.
BLUE, ORANGE, VERMILLION, GREEN = "#0072b2", "#e69f00", "#d55e00", "#009e73"
INK, MUTED, RULE, PALE, PALE_BLUE, BAR, BAR_NOW = (
    "#1b2128",
    "#5c6670",
    "#e3e6e9",
    "#f1f3f4",
    "#e8f1f7",
    "#c3ccd4",
    "#7f8c98",
)
TEXT = 'font-family="Inter" font-size="{size}" fill="{fill}"'


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from values to places on the page."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        reach = self.high - self.low
        share = (value - self.low) / reach if reach else 0.5
        return round(self.start + share * (self.end - self.start), 1)


def ticks(low: float, high: float, most: int = 4) -> tuple[float, ...]:
    """Round values that lie in the range, at most so many: steps of 1, 2 or 5 times a power of ten."""
    reach = high - low
    if reach <= 0:
        return (low,)
    power = 10.0 ** math.floor(math.log10(reach / most))
    step = next(factor * power for factor in (1, 2, 5, 10, 20) if reach / (factor * power) <= most)
    first = math.ceil(low / step)
    return tuple(round(number * step, 6) for number in range(first, math.floor(high / step) + 1))


def drawing(width: float, height: float, alt: str, shapes: Iterable[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" role="img"><title>{escape(alt)}</title>{"".join(shapes)}</svg>'
    )


def text(x: float, y: float, words: str, *, anchor: str = "start", size: float = 8.5, fill: str = MUTED) -> str:
    style = TEXT.format(size=size, fill=fill)
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" {style}>{escape(words)}</text>'


def bold(x: float, y: float, words: str, *, anchor: str = "start", size: float = 9, fill: str = INK) -> str:
    return text(x, y, words, anchor=anchor, size=size, fill=fill).replace("<text ", '<text font-weight="600" ', 1)


def box(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"/>'


def rule(x1: float, y1: float, x2: float, y2: float, stroke: str = RULE, *, width: float = 0.7, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="{stroke}" stroke-width="{width:g}" fill="none"{dashed}/>'


def bars(tops: Iterable[tuple[float, float]], foot: float, width: float, fill: str) -> str:
    """All bars as one path: (middle, top) each."""
    path = "".join(
        f"M{x - width / 2:.1f} {foot:g}V{top:g}h{width:.1f}V{foot:g}z" for x, top in tops if abs(top - foot) > 0
    )
    return f'<path d="{path}" fill="{fill}"/>' if path else ""


def runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The known points in unbroken runs: what is not known is a gap, never a line across it."""
    found: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is not None:
            found[-1].append(point)
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def curve(points: Sequence[tuple[float, float] | None], stroke: str, *, width: float = 1.6, dash: str = "") -> str:
    path = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in run) for run in runs(points) if len(run) > 1)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    if not path:
        return ""
    return (
        f'<path d="{path}" stroke="{stroke}" stroke-width="{width:g}" fill="none" '
        f'stroke-linejoin="round" stroke-linecap="round"{dashed}/>'
    )


def dots(points: Iterable[tuple[float, float] | None], fill: str, radius: float = 1.7) -> str:
    r = radius
    path = "".join(
        f"M{p[0] - r:.1f} {p[1]:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z" for p in points if p
    )
    return f'<path d="{path}" fill="{fill}"/>' if path else ""


def area(upper: Sequence[tuple[float, float] | None], lower: Sequence[tuple[float, float] | None], fill: str) -> str:
    """The surface between two lines, one piece for each run in which both are known."""
    both = [(top, foot) if top and foot else None for top, foot in zip(upper, lower, strict=True)]
    path, run = "", []
    for pair in [*both, None]:
        if pair:
            run.append(pair)
        elif run:
            outline = [top for top, _ in run] + [foot for _, foot in reversed(run)]
            path += "M" + "L".join(f"{x:g} {y:g}" for x, y in outline) + "z"
            run = []
    return f'<path d="{path}" fill="{fill}"/>' if path else ""


def apart(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The places moved as little as needed to keep labels a gap from one another, in the same order."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = list(places)
    for before, index in zip([None, *order], order, strict=False):
        floor = low if before is None else moved[before] + gap
        moved[index] = max(moved[index], floor)
    ceiling = high
    for index in reversed(order):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - gap
    return moved
