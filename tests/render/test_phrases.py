"""How figures and comparisons are said, and that no phrase contradicts the figures printed beside it."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from manuscripts import change, fact, mean4, need, sheet, trend, usual

from models.enums import Direction, ReasonCode, Units
from models.errors import StageError
from models.facts import BASELINE, MEAN4, PREVIOUS, TREND, Comparison, Fact
from models.slots import Slot
from tasks.render import figures
from tasks.render.phrases import NOT_KNOWN, Reader, compared, filled, moved, phrase, quantity, value

METRIC, IMPERIAL, LONGER = Reader(), Reader(Units.IMPERIAL), Reader(Units.METRIC, 10)
UP, DOWN, SAME = Direction.UP, Direction.DOWN, Direction.SAME


def plain(text: str) -> str:
    """With every kind of space as an ordinary one."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("amount", "unit", "decimals", "reader", "expected"),
    [
        (412, "load", 0, METRIC, "412"),
        (-9.4, "load", 0, METRIC, "−9"),
        (-0.4, "load", 0, METRIC, "0"),
        (0.5, "load", 0, METRIC, "1"),
        (2.5, "load", 0, METRIC, "3"),
        (-2.5, "load", 0, METRIC, "−3"),
        (1.125, "ratio", 2, METRIC, "1.13"),
        (85.7, "percent", 0, METRIC, "86 %"),
        (7.2, "h", 0, METRIC, "7 h 12 min"),
        (8, "h", 0, METRIC, "8 h"),
        (0.25, "h", 0, METRIC, "15 min"),
        (0, "h", 0, METRIC, "0 min"),
        (-1.5, "h", 0, METRIC, "−1 h 30 min"),
        (-0.5, "h", 0, METRIC, "−30 min"),
        (7.999, "h", 0, METRIC, "8 h"),
        (25140, "s", 0, METRIC, "6 h 59 min"),
        (90, "s", 0, METRIC, "2 min"),
        (9400, "m", 0, METRIC, "9.4 km"),
        (9400, "m", 0, IMPERIAL, "5.8 mi"),
        (80, "kg", 0, METRIC, "80 kg"),
        (80, "kg", 0, IMPERIAL, "176 lb"),
        (72.5, "kg", 1, METRIC, "72.5 kg"),
        (3, "m/s", 0, METRIC, "10.8 km/h"),
        (3, "m/s", 0, IMPERIAL, "6.7 mph"),
        (52.3, "ms", 0, METRIC, "52 ms"),
        (52.3, "ms", 0, IMPERIAL, "52 ms"),
        (47.6, "bpm", 0, METRIC, "48 bpm"),
        (231.4, "w", 0, METRIC, "231 W"),
        (-1.25, "sd", 1, METRIC, "−1.3 SD"),
        (1, "days", 0, METRIC, "1 day"),
        (-1, "days", 0, METRIC, "−1 day"),
        (0, "days", 0, METRIC, "0 days"),
        (3, "days", 0, METRIC, "3 days"),
        (5, "count", 0, METRIC, "5"),
        (3.65, "points", 1, METRIC, "3.7"),
        (None, "load", 0, METRIC, NOT_KNOWN),
    ],
)
def test_a_figure_is_printed_in_the_readers_unit(
    amount: float | None, unit: str, decimals: int, reader: Reader, expected: str
) -> None:
    assert plain(quantity(amount, unit, decimals, reader)) == expected
    assert plain(value(fact("load.week", amount, unit, decimals=decimals), reader)) == expected


@pytest.mark.parametrize(
    ("one", "kind", "reader", "expected"),
    [
        (fact("load.week", 412, "load", change(412, 381)), PREVIOUS, METRIC, "up 8 % on the week before"),
        (fact("load.week", 96, "load", change(96, 402)), PREVIOUS, METRIC, "down 76 % on the week before"),
        (fact("load.week", 401, "load", change(401, 400)), PREVIOUS, METRIC, "level with the week before"),
        (fact("sessions.week", 5, "count", change(5, 5)), PREVIOUS, METRIC, "level with the week before"),
        (fact("sessions.week", 4, "count", change(4, 0)), PREVIOUS, METRIC, "up 4 on the week before"),
        (fact("duration.week", 7200, "s", change(7200, 3600)), PREVIOUS, METRIC, "up 100 % on the week before"),
        (
            fact("duration.week", 4800, "s", change(4800, 0, is_signed=True)),
            PREVIOUS,
            METRIC,
            "up 1 h 20 min on the week before",
        ),
        (
            fact("form.now", -9.4, "load", change(-9.4, -6.3, is_signed=True)),
            PREVIOUS,
            METRIC,
            "down 3 on the week before",
        ),
        (
            fact("rest_days.week", 3, "days", change(3, 2, is_signed=True)),
            PREVIOUS,
            METRIC,
            "up 1 day on the week before",
        ),
        (
            fact("rest_days.week", 0, "days", change(0, 2, is_signed=True)),
            PREVIOUS,
            METRIC,
            "down 2 days on the week before",
        ),
        (
            fact("feel.mood", 4.1, "points", change(4.1, 3.9, is_signed=True), decimals=1),
            PREVIOUS,
            METRIC,
            "up 0.2 on the week before",
        ),
        (
            fact("checkin.completion", 86, "percent", change(86, 100)),
            PREVIOUS,
            METRIC,
            "down 14 percentage points on the week before",
        ),
        (fact("load.week", 412, "load", change(412, 381)), PREVIOUS, LONGER, "up 8 % on the period before"),
        (fact("load.week", 412, "load", change(412, 412)), PREVIOUS, LONGER, "level with the period before"),
        (fact("load.week", 412, "load", mean4(412, 368)), MEAN4, METRIC, "12 % above your four-week average"),
        (fact("load.week", 300, "load", mean4(300, 368)), MEAN4, METRIC, "18 % below your four-week average"),
        (fact("load.week", 380, "load", mean4(380, 368)), MEAN4, METRIC, "close to your four-week average"),
        (
            fact("load.week", 412, "load", mean4(412, 368)),
            MEAN4,
            LONGER,
            "12 % above the average of your four periods before",
        ),
        (
            fact("hrv.week", 52.3, "ms", usual(52.3, 48.2, 56.4)),
            BASELINE,
            METRIC,
            "within your usual range of 48–56 ms",
        ),
        (fact("hrv.week", 41.7, "ms", usual(41.7, 48.2, 56.4)), BASELINE, METRIC, "below your usual range of 48–56 ms"),
        (fact("hrv.week", 60.0, "ms", usual(60.0, 48.2, 56.4)), BASELINE, METRIC, "above your usual range of 48–56 ms"),
        (
            fact("hrv.week", 56.45, "ms", usual(56.45, 48.2, 56.4)),
            BASELINE,
            METRIC,
            "within your usual range of 48–56 ms",
        ),
        (
            fact("resting_hr.week", 56.1, "bpm", usual(56.1, 46.1, 50.3)),
            BASELINE,
            METRIC,
            "above your usual range of 46–50 bpm",
        ),
        (fact("form.now", -9, "load", usual(-9, -20, -5)), BASELINE, METRIC, "within your usual range of −20 to −5"),
        (fact("sleep.week", 7.2, "h", need(7.2, 8.0)), BASELINE, METRIC, "48 min short of your need of 8 h"),
        (fact("sleep.week", 6.0, "h", need(6.0, 7.5)), BASELINE, METRIC, "1 h 30 min short of your need of 7 h 30 min"),
        (fact("sleep.week", 8.6, "h", need(8.6, 8.0)), BASELINE, METRIC, "36 min over your need of 8 h"),
        (fact("sleep.week", 7.95, "h", need(7.95, 8.0)), BASELINE, METRIC, "at your need of 8 h"),
        (fact("sleep.week", 8.0, "h", need(8.0, 8.0)), BASELINE, METRIC, "at your need of 8 h"),
        (fact("hrv.week", 50, "ms", need(50, 53)), BASELINE, METRIC, "3 ms under your usual level of 53 ms"),
        (fact("fitness.now", 52, "load", trend(UP, 12)), TREND, METRIC, "rising for 12 days"),
        (fact("fitness.now", 52, "load", trend(UP, 1)), TREND, METRIC, "rising for 1 day"),
        (fact("fitness.now", 52, "load", trend(DOWN, 5)), TREND, METRIC, "falling for 5 days"),
        (fact("fitness.now", 52, "load", trend(DOWN, None)), TREND, METRIC, "falling"),
        (fact("fitness.now", 52, "load", trend(SAME, 9)), TREND, METRIC, "steady"),
        (fact("fitness.now", 52, "load", trend(UP, 0)), TREND, METRIC, "steady"),
    ],
)
def test_a_comparison_is_one_whole_phrase(one: Fact, kind: str, reader: Reader, expected: str) -> None:
    assert plain(compared(one, kind, reader)) == expected
    assert plain(phrase(Slot(one.key, kind), sheet(one), reader)) == expected


def test_a_weight_is_compared_in_the_readers_unit() -> None:
    one = fact("load.week", 80, "kg", change(80, 79, is_signed=True))
    assert plain(compared(one, PREVIOUS, METRIC)) == "up 1 kg on the week before"
    assert plain(compared(one, PREVIOUS, IMPERIAL)) == "up 2 lb on the week before"


def test_slots_are_filled_and_the_text_around_them_is_left_alone() -> None:
    one = fact("load.week", 412, "load", change(412, 381))
    text = filled("Load {{load.week}}: {{load.week|change}}; {% x %} <b> {one}", sheet(one), METRIC)
    assert plain(text) == "Load 412: up 8 % on the week before; {% x %} <b> {one}"


def test_what_is_missing_is_called_not_known() -> None:
    assert filled("Load {{load.week}}.", sheet(fact("load.week", None)), METRIC) == f"Load {NOT_KNOWN}."


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("{{hrv.week}}", (fact("load.week", 412),)),
        ("{{hrv.week|change}}", (fact("load.week", 412),)),
        ("{{load.week|change}}", (fact("load.week", 412),)),
        ("{{load.week|change}}", (fact("load.week", None, "load", change(412, 381)),)),
        ("{{load.week|vs:baseline}}", (fact("load.week", None, "load", usual(412, 380, 420)),)),
        ("{{load.week|vs:baseline}}", (fact("load.week", 412, "load", Comparison(kind=BASELINE, direction=SAME)),)),
    ],
)
def test_text_that_refers_to_what_the_sheet_has_not_is_refused(text: str, facts: tuple[Fact, ...]) -> None:
    with pytest.raises(StageError) as refused:
        filled(text, sheet(*facts), METRIC)
    assert refused.value.code is ReasonCode.FACTS_INCONSISTENT
    assert not refused.value.retryable


@pytest.mark.parametrize(
    "text", ["{{7*7}}", "{{load}}", "{{load.week|lots}}", "{{ load.week }}", "{{load.week", "load.week}}", "{{}}"]
)
def test_what_is_no_slot_is_never_guessed_at(text: str) -> None:
    with pytest.raises(ValueError, match="not a slot"):
        filled(text, sheet(fact("load.week", 412)), METRIC)


# The laws. Figures are read back from what is printed, as a reader would read them.

NUMBER = re.compile(r"(−?)(\d+(?:\.\d+)?)")
SIZES = {"load": 900, "percent": 100, "h": 14, "s": 90000, "ms": 250, "bpm": 120, "days": 90, "kg": 200, "points": 5}


def read(text: str) -> Decimal:
    """A printed figure as a number; hours and minutes as minutes."""
    text = plain(text)
    sign = -1 if text.startswith("−") else 1
    if text.endswith((" h", " min")):
        hours, minutes = re.search(r"(\d+) h", text), re.search(r"(\d+) min", text)
        return sign * Decimal(60 * int(hours[1] if hours else 0) + int(minutes[1] if minutes else 0))
    found = NUMBER.match(text)
    assert found, text
    return sign * Decimal(found[2])


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, int, float, float, Reader]:
    """A unit with its decimals, a value and a reference, often near one another, and a reader."""
    unit = draw(st.sampled_from(sorted(SIZES)))
    reference = draw(st.floats(0, SIZES[unit]))
    near = st.floats(-0.06, 0.06).map(lambda share: reference * (1 + share))
    amount = draw(st.one_of(st.floats(0, SIZES[unit]), near, st.just(reference)))
    if unit == "load" and draw(st.booleans()):
        amount, reference = -amount, -reference
    reader = Reader(draw(st.sampled_from(Units)), draw(st.sampled_from((7, 10))))
    return unit, draw(st.integers(0, 2)), amount, reference, reader


def word_direction(said: str) -> Direction:
    """Which way a phrase says that it went."""
    ups, downs = ("up ", " above ", "above ", " over "), ("down ", " below ", "below ", " short of ", " under ")
    is_up = said.startswith(("up ", "above ")) or any(word in said for word in ups[1:])
    is_down = said.startswith(("down ", "below ")) or any(word in said for word in downs[1:])
    assert not (is_up and is_down), said
    return UP if is_up else DOWN if is_down else SAME


@given(pairs(), st.sampled_from((PREVIOUS, MEAN4)), st.booleans())
def test_a_change_never_contradicts_the_two_printed_figures(
    pair: tuple[str, int, float, float, Reader], kind: str, is_signed: bool
) -> None:
    unit, decimals, amount, reference, reader = pair
    made = change(amount, reference, is_signed=is_signed or abs(reference) < 1e-6)
    one = fact("load.week", amount, unit, Comparison(**{**_fields(made), "kind": kind}), decimals=decimals)
    here, there = read(value(one, reader)), read(quantity(reference, unit, decimals, reader))
    said = plain(compared(one, kind, reader))
    direction = word_direction(said)
    if direction is SAME:
        assert here == there or _scatter(made, here, there) < (5.5 if kind == MEAN4 else 1.5), said
        assert made.change_pct is not None or here == there, said
    else:
        assert direction is (UP if here > there else DOWN), said
        assert here != there
    assert moved(one, one.comparisons[0], reader) is direction


def _fields(comparison: Comparison) -> dict[str, object]:
    return {name: getattr(comparison, name) for name in comparison.__dataclass_fields__}


def _scatter(comparison: Comparison, here: Decimal, there: Decimal) -> float:
    """The smaller of the true and the printed percentage."""
    shares = [abs(comparison.change_pct)] if comparison.change_pct is not None else []
    shares += [abs(float(100 * (here - there) / there))] if there else []
    return min(shares, default=0.0)


@given(pairs(), st.sampled_from((PREVIOUS, MEAN4)))
def test_a_difference_that_is_said_is_that_of_the_printed_figures(
    pair: tuple[str, int, float, float, Reader], kind: str
) -> None:
    unit, decimals, amount, reference, reader = pair
    made = change(amount, reference, is_signed=True)
    one = fact("load.week", amount, unit, Comparison(**{**_fields(made), "kind": kind}), decimals=decimals)
    here, there = read(value(one, reader)), read(quantity(reference, unit, decimals, reader))
    said = plain(compared(one, kind, reader))
    if here == there:
        assert word_direction(said) is SAME, said
    else:
        size = said.removeprefix("up ").removeprefix("down ")
        for end in (" on ", " above ", " below "):
            size = size.split(end)[0]
        assert read(size) == abs(here - there), said


@given(pairs(), st.floats(0, 0.3), st.floats(0, 0.3))
def test_a_range_never_contradicts_its_printed_ends(
    pair: tuple[str, int, float, float, Reader], below: float, above: float
) -> None:
    unit, decimals, amount, middle, reader = pair
    assume(middle > 0)
    low, high = middle * (1 - below), middle * (1 + above)
    one = fact("hrv.week", amount, unit, usual(amount, low, high), decimals=decimals)
    here, floor, ceiling = (read(quantity(each, unit, decimals, reader)) for each in (amount, low, high))
    said = plain(compared(one, BASELINE, reader))
    direction = DOWN if here < floor else UP if here > ceiling else SAME
    assert said.startswith({DOWN: "below ", UP: "above ", SAME: "within "}[direction]), said
    assert moved(one, one.comparisons[0], reader) is direction


def test_the_arrow_of_a_need_agrees_with_its_words() -> None:
    tile = figures.tiles(sheet(fact("sleep.week", 7.95, "h", need(7.95, 8.0))), METRIC)[0]
    assert tile.move is not None
    assert tile.move.text.startswith("at your need")
    assert tile.move.arrow == "→"


@given(st.floats(0, 14), st.floats(4, 12))
def test_a_need_is_met_within_five_minutes_and_else_missed_by_what_is_printed(slept: float, needed: float) -> None:
    one = fact("sleep.week", slept, "h", need(slept, needed))
    gap = read(value(one, METRIC)) - read(quantity(needed, "h", 0, METRIC))
    said = plain(compared(one, BASELINE, METRIC))
    assert word_direction(said) is (SAME if abs(gap) < 5 else UP if gap > 0 else DOWN), said
    assert moved(one, one.comparisons[0], METRIC) is word_direction(said)
    assert abs(gap) < 5 or read(re.split(" over | short of ", said)[0]) == abs(gap), said


@given(pairs())
def test_a_minus_is_a_minus_and_never_stands_before_zero(pair: tuple[str, int, float, float, Reader]) -> None:
    unit, decimals, amount, reference, reader = pair
    for text in (quantity(-amount, unit, decimals, reader), quantity(reference, unit, decimals, reader)):
        assert "-" not in text
        assert not text.startswith("−") or read(text) < 0
