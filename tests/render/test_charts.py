"""Drawings as SVG: what is not known is a gap, and every drawing says in words what it shows."""

import colorsys
import re
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manuscripts import END, SAMPLES, fact, load_series, sheet, steady, usual

from models.facts import DaySeries, FactSheet
from models.values import Manuscript
from tasks.render import charts, drawings, svg
from tasks.render.charts import Ended
from tasks.render.page import Figure
from tasks.render.phrases import Reader
from tasks.render.view import build_view

OKABE_ITO = ("e69f00", "56b4e9", "009e73", "f0e442", "0072b2", "d55e00", "cc79a7")  # and black, which is a grey
SVG = "{http://www.w3.org/2000/svg}"
COLOUR = re.compile(r'(?:fill|stroke|stop-color|color)="([^"]+)"')
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
READER = Reader()


def figures_of(manuscript: Manuscript) -> list[Figure]:
    view = build_view(manuscript)
    return [*view.load_figures, *view.recovery_figures, *([view.checkin_figure] if view.checkin_figure else [])]


def series(key: str, *values: float | None) -> DaySeries:
    return DaySeries(key=key, first_day=END - timedelta(days=len(values) - 1), values=values)


def curves(drawn: str, stroke: str) -> list[list[tuple[float, float]]]:
    """The unbroken pieces of the lines of a colour, as points."""
    pieces = []
    for path in ElementTree.fromstring(drawn).iter(f"{SVG}path"):
        if path.get("stroke") == stroke and path.get("fill") == "none" and path.get("stroke-linecap"):
            for piece in path.attrib["d"].split("M")[1:]:
                numbers = [float(number) for number in NUMBER.findall(piece)]
                pieces.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return pieces


@pytest.mark.parametrize("now", range(1, 15))
def test_the_ground_of_the_period_ends_where_the_days_end(now: int) -> None:
    daily, fitness, fatigue, form = load_series((50.0,) * 84)
    ends = (Ended("Fitness", "1"), Ended("Fatigue", "2"))
    nightly = series("sleep_h", *(7.0,) * 28)
    drawn = {
        charts.load(daily, fitness, fatigue, ends, now, "x"): charts.WIDE - charts.RIGHT,
        charts.form(form, ends[0], now, "x"): charts.WIDE - charts.RIGHT,
        charts.readings(nightly, (6.0,) * 28, (8.0,) * 28, now, "x"): charts.PANEL,
        charts.nights(nightly, 8.0, now, "x"): charts.PANEL,
    }
    for one, right in drawn.items():
        [ground] = [box for box in ElementTree.fromstring(one).iter(f"{SVG}rect") if box.get("fill") == svg.PALE_BLUE]
        assert float(ground.attrib["x"]) + float(ground.attrib["width"]) == pytest.approx(right, abs=0.01)


def surfaces(drawn: str) -> list[str]:
    """Closed shapes of lines alone: areas, which bars and dots are not."""
    paths = [path.attrib["d"] for path in ElementTree.fromstring(drawn).iter(f"{SVG}path")]
    return [d for d in paths if d.endswith("z") and not set("VvHha") & set(d)]


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_every_drawing_is_well_formed_and_says_what_it_shows(sample: Callable[[], Manuscript]) -> None:
    for figure in figures_of(sample()):
        root = ElementTree.fromstring(figure.svg)
        assert root.tag == f"{SVG}svg"
        assert root.get("role") == "img"
        assert root[0].tag == f"{SVG}title"
        assert root[0].text == figure.alt
        assert len(figure.alt) > 10
        allowed = {"title", "path", "rect", "circle", "text"}
        assert {one.tag.removeprefix(SVG) for one in root.iter()} - {
            "svg",
            "g",
            "line",
            "polygon",
            "polyline",
        } <= allowed


def is_allowed(colour: str) -> bool:
    """One of Okabe and Ito's hues, lighter or darker, or as good as grey."""
    if colour == "none":
        return True
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    if max(red, green, blue) - min(red, green, blue) <= 0.12:
        return True
    hue = colorsys.rgb_to_hls(red, green, blue)[0]
    hues = [colorsys.rgb_to_hls(*(int(one[i : i + 2], 16) / 255 for i in (0, 2, 4)))[0] for one in OKABE_ITO]
    return any(abs(hue - one) < 0.01 for one in hues)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_colours_stay_apart_for_every_kind_of_colour_sight(sample: Callable[[], Manuscript]) -> None:
    for figure in figures_of(sample()):
        assert not [one for one in COLOUR.findall(figure.svg) if not is_allowed(one)]
        assert "style=" not in figure.svg


def test_the_check_of_colours_can_fail() -> None:
    assert [is_allowed(one) for one in ("#ff0000", "#00ff00", "#0072b2", "#ffffff", "#777777")] == [
        False,
        False,
        True,
        True,
        True,
    ]


def test_a_gap_in_the_readings_is_a_gap_on_the_page() -> None:
    values = (50.0, 52.0, 51.0, None, 49.0, 50.0, None, None, 53.0, 54.0, 52.0, 50.0)
    drawn = charts.readings(series("hrv_ms", *values), (None,) * 12, (None,) * 12, 7, "HRV")
    pieces = curves(drawn, svg.BLUE)
    assert [len(piece) for piece in pieces] == [3, 2, 4]
    step = pieces[0][1][0] - pieces[0][0][0]
    assert all(after[0] - before[0] < 1.5 * step for piece in pieces for before, after in pairwise(piece))
    assert drawn.count("0 1 0") >= 2 * 9  # a dot for each reading, two arcs a dot


def test_a_lonely_reading_is_still_a_dot() -> None:
    drawn = charts.readings(series("hrv_ms", 50.0, None, 52.0), (None,) * 3, (None,) * 3, 1, "HRV")
    assert curves(drawn, svg.BLUE) == []
    assert drawn.count("0 1 0") == 2 * 2


def test_form_and_the_load_lines_break_where_nothing_is_known() -> None:
    form = charts.form(series("form", 1.0, 2.0, None, 4.0, 5.0), Ended("Form", "5"), 2, "Form")
    assert [len(piece) for piece in curves(form, svg.GREEN)] == [2, 2]
    fitness = series("fitness", 40.0, 41.0, 42.0, None, 43.0, 44.0)
    ends = (Ended("Fitness", "44"), Ended("Fatigue", "50"))
    daily = series("load", 50.0, 0.0, None, None, 60.0, 70.0)
    drawn = charts.load(daily, fitness, fitness, ends, 3, "Load")
    assert [len(piece) for piece in curves(drawn, svg.BLUE)] == [3, 2]
    assert [len(piece) for piece in curves(drawn, svg.VERMILLION)] == [3, 2]


def test_a_night_that_is_not_known_has_no_bar() -> None:
    def bars(*values: float | None) -> int:
        return charts.nights(series("sleep_h", *values), 8.0, 2, "Sleep").count("V")

    assert bars(7.0, 8.0, 7.5, 6.0) - bars(7.0, None, 7.5, None) == 2 * 2


def test_the_usual_range_is_drawn_where_it_is_known_and_only_there() -> None:
    values = (50.0, 52.0, 51.0, 49.0)
    known, unknown = (48.0,) * 4, (None,) * 4
    high = (56.0,) * 4
    assert surfaces(charts.readings(series("hrv_ms", *values), unknown, unknown, 2, "HRV")) == []
    [band] = surfaces(charts.readings(series("hrv_ms", *values), known, high, 2, "HRV"))
    assert len(NUMBER.findall(band)) == 2 * 2 * 4
    [pieces] = surfaces(charts.readings(series("hrv_ms", *values), (48.0, None, 48.0, 48.0), high, 2, "HRV"))
    assert pieces.count("z") == 2


def test_the_periods_range_is_drawn_when_the_days_have_none_of_their_own() -> None:
    facts = (fact("hrv.week", 52.3, "ms", usual(52.3, 48.2, 56.4)), fact("resting_hr.week", 48.0, "bpm"))
    readings = (series("hrv_ms", 50.0, 52.0, 51.0), series("resting_hr_bpm", 48.0, 49.0, 50.0))
    hrv, pulse = drawings.recovery_figures(sheet(*facts, series=readings), 8.0, READER)
    assert len(surfaces(hrv.svg)) == 1
    assert "range" in hrv.caption
    assert surfaces(pulse.svg) == []
    assert "range" not in pulse.caption


def test_what_was_read_once_or_never_is_not_drawn() -> None:
    def drawn(*values: float | None) -> int:
        return len(drawings.recovery_figures(sheet(series=(series("hrv_ms", *values),)), 8.0, READER))

    assert [drawn(None, None), drawn(50.0, None), drawn(50.0, 51.0)] == [0, 0, 1]
    rest = sheet(series=load_series((0.0,) * 84))
    assert drawings.load_figures(rest, READER) == ()
    assert drawings.checkin_figure(sheet()) is None


def test_the_checkin_strip_has_one_mark_a_day_and_says_which_are_missing() -> None:
    figure = drawings.checkin_figure(steady().sheet)
    assert figure is not None
    marks = list(ElementTree.fromstring(figure.svg).iter(f"{SVG}circle"))
    assert [mark.get("fill") != "none" for mark in marks] == [True, True, True, False, True, True, True]
    assert "Thu" in figure.alt.partition(";")[2]


def test_the_words_of_a_drawing_hold_the_printed_figures() -> None:
    load, form = build_view(steady()).load_figures
    assert "Fitness 52" in load.alt
    assert "Fatigue 62" in load.alt
    assert "−9" in form.alt.replace("\xa0", " ")
    hrv = build_view(steady()).recovery_figures[0]
    assert "52 ms" in " ".join(hrv.alt.split())


def test_words_in_a_drawing_are_words() -> None:
    words = '<script>alert(1)</script> & "quoted" ]]> </title>'
    ends = (Ended(words, "1"), Ended("b", "2"))
    lines = [series(key, 1.0, 2.0, 3.0) for key in ("load", "fitness", "fatigue")]
    root = ElementTree.fromstring(charts.load(lines[0], lines[1], lines[2], ends, 1, words))
    assert root[0].text == words
    assert f"{words} 1" in [one.text for one in root.iter(f"{SVG}text")]
    assert not list(root.iter(f"{SVG}script"))
    assert "<script" not in svg.text(0, 0, words) + svg.bold(0, 0, words)


def test_numbers_on_the_axes_have_a_real_minus() -> None:
    drawn = charts.form(series("form", -40.0, -20.0, 5.0), Ended("Form", "5"), 1, "Form")
    labels = [one.text or "" for one in ElementTree.fromstring(drawn).iter(f"{SVG}text")]
    assert any(label.startswith("−") for label in labels)
    assert not any(label.startswith("-") for label in labels)


known = st.one_of(st.none(), st.floats(0, 300))


@settings(max_examples=40, deadline=None)
@given(st.lists(known, min_size=14, max_size=90), st.lists(known, min_size=14, max_size=60), st.integers(1, 40))
def test_whatever_is_known_the_drawing_stays_on_its_paper(
    daily: list[float | None], readings: list[float | None], period_days: int
) -> None:
    hrv = series("hrv_ms", *readings)
    more = (hrv, series("sleep_h", *readings), series("checkin", *readings[:period_days]))
    facts = FactSheet(
        report_type=steady().sheet.report_type,
        period_start=END - timedelta(days=period_days - 1),
        period_end=END,
        params_version="1",
        facts=(fact("checkin.completion", 50, "percent"),),
        series=(*load_series(tuple(daily)), *more),
    )
    reader = Reader(period_days=period_days)
    drawn = [*drawings.load_figures(facts, reader), *drawings.recovery_figures(facts, 8.0, reader)]
    strip = drawings.checkin_figure(facts)
    for figure in [*drawn, *([strip] if strip else [])]:
        root = ElementTree.fromstring(figure.svg)
        width, height = (float(root.attrib[name]) for name in ("width", "height"))
        assert "nan" not in figure.svg
        assert "inf" not in figure.svg.replace("info", "")
        rounding = 0.3 + 0.1 * period_days  # places are rounded to a tenth, and so is the width of a day
        for one in root.iter(f"{SVG}rect"):
            x, y, wide, high = (float(one.attrib[name]) for name in ("x", "y", "width", "height"))
            assert 0 <= x <= x + wide <= width + rounding
            assert 0 <= y <= y + high <= height + rounding
        for colour in (svg.BLUE, svg.VERMILLION, svg.GREEN):
            for x, y in (point for piece in curves(figure.svg, colour) for point in piece):
                assert 0 <= x <= width
                assert 0 <= y <= height


@given(st.floats(-1e4, 1e4), st.floats(0.01, 1e4), st.integers(3, 8))
def test_ticks_are_few_round_values_within_the_range(low: float, reach: float, most: int) -> None:
    values = svg.ticks(low, low + reach, most)
    assert 1 <= len(values) <= most + 1
    assert all(low - 1e-6 <= value <= low + reach + 1e-6 for value in values)
    steps = {round(after - before, 5) for before, after in pairwise(values)}
    assert len(steps) <= 1


@given(st.lists(st.floats(0, 200), min_size=1, max_size=3))
def test_labels_that_would_overlap_are_moved_apart_in_their_order(places: list[float]) -> None:
    moved = svg.apart(places, 12, 20, 160)
    order = sorted(range(len(places)), key=lambda i: places[i])
    assert all(moved[after] - moved[before] >= 12 - 1e-6 for before, after in pairwise(order))
    assert max(moved) <= 160
