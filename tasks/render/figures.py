"""Facts as tiles, lines and table rows: each prints a figure beside what it is compared with."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from models.enums import Direction, Judgement, Quality
from models.facts import BASELINE, MEAN4, PREVIOUS, TREND, Fact, FactSheet, Provenance
from tasks.render import dates, labels
from tasks.render.page import Coverage, FactGroup, FactRow, Line, Move, Tile
from tasks.render.phrases import Reader, band, compared, moved, parts, printed, quantity, value

MOST_TILES = 6
# The first six that are known make the tiles; strength comes early for those who lifted.
TILE_KEYS = ("load.week", "fitness.now", "form.now", "hrv.week", "resting_hr.week", "sleep.week")
SPARE_TILE_KEYS = ("duration.week", "sessions.week", "fatigue.now", "checkin.completion", "rest_days.week")
LIFTER_TILE = "strength.sets"

COVERAGE_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "coverage.workout_days": "Training",
        "coverage.hrv_days": "HRV",
        "coverage.resting_hr_days": "Resting HR",
        "coverage.sleep_days": "Sleep",
        "coverage.checkin_days": "Check-ins",
    }
)
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Training", ("load.", "sessions.", "duration.", "distance.", "elevation.", "rest_days.", "break.", "sport.")),
    ("Fitness and form", ("fitness.", "fatigue.", "form.", "ramp.")),
    ("Intensity and power", ("intensity.", "decoupling.", "power.")),
    ("Plan and race", ("plan.", "race.")),
    ("Strength", ("strength.",)),
    ("Recovery", ("hrv.", "resting_hr.", "sleep.", "weight.", "vendor.")),
    ("Check-ins", ("checkin.", "feel.")),
    ("What it rests on", ("coverage.", "history.")),
)
ARROWS = MappingProxyType({Direction.UP: "↑", Direction.DOWN: "↓", Direction.SAME: "→"})
MARKS = MappingProxyType({Judgement.GOOD: "good", Judgement.BAD: "watch", Judgement.NEUTRAL: ""})
NOTHING = "–"


def tiles(sheet: FactSheet, reader: Reader) -> tuple[Tile, ...]:
    keys = [*TILE_KEYS, *SPARE_TILE_KEYS]
    if sheet.value(LIFTER_TILE):
        keys.insert(1, LIFTER_TILE)
    known = [fact for fact in (sheet.get(key) for key in keys) if fact is not None and fact.is_known]
    return tuple(_tile(fact, reader) for fact in known[:MOST_TILES])


def _tile(fact: Fact, reader: Reader) -> Tile:
    assert fact.value is not None
    return Tile(
        key=fact.key,
        label=fact.label,
        value=value(fact, reader),
        parts=parts(printed(fact.value, fact.unit, fact.decimals, reader), fact.unit, reader),
        note=labels.QUALITY[fact.quality],
        move=None if fact.quality is Quality.TOO_EARLY else _move(fact, reader),
        beside=_beside(fact, reader),
    )


def _move(fact: Fact, reader: Reader) -> Move | None:
    """The comparison that tells most: the athlete's own range or need, else the period before, else the mean."""
    found = [one for one in map(fact.comparison, (BASELINE, PREVIOUS, MEAN4)) if one is not None]
    comparison = next((one for one in sorted(found, key=lambda one: not one.is_own)), None)
    if comparison is None:
        return None
    direction = moved(fact, comparison, reader)
    return Move(
        text=compared(fact, comparison.kind, reader),
        arrow=ARROWS[direction],
        direction=direction,
        judgement=comparison.judgement,
        mark=MARKS[comparison.judgement],
    )


def _beside(fact: Fact, reader: Reader) -> str:
    words = []
    for kind, label in ((PREVIOUS, "before"), (MEAN4, "four-week mean" if reader.is_week else "mean of four")):
        text = reference(fact, kind, reader)
        if text != NOTHING:
            words.append(f"{label} {text}")
    return " · ".join(words)


def reference(fact: Fact, kind: str, reader: Reader) -> str:
    comparison = fact.comparison(kind)
    if comparison is None or comparison.reference is None:
        return NOTHING
    figure = quantity(comparison.reference, fact.unit, fact.decimals, reader)
    return f"{figure}, {comparison.days} d" if comparison.days else figure


def line(fact: Fact, reader: Reader) -> Line:
    """Value and the most telling comparison, and on how many days it rests when days are missing."""
    remarks = []
    move = None if fact.quality is Quality.TOO_EARLY else _move(fact, reader)
    if move is not None:
        remarks.append(move.text)
    elif fact.quality is not Quality.OK:
        remarks.append(labels.QUALITY[fact.quality])
    if fact.n_days is not None and fact.n_expected and fact.n_days < fact.n_expected:
        remarks.append(f"from {fact.n_days} of {fact.n_expected} days")
    return Line(label=fact.label, value=value(fact, reader), remark="; ".join(remarks))


def coverage(sheet: FactSheet, reader: Reader) -> tuple[Coverage, ...]:
    strip = []
    for key, label in COVERAGE_KEYS.items():
        fact = sheet.get(key)
        if fact is not None and fact.value is not None:
            n, of = int(fact.value), fact.n_expected or reader.period_days
            word = "days with a workout" if key == "coverage.workout_days" else _coverage_word(n, of)
            strip.append(Coverage(label=label, n=n, of=of, word=word))
    return tuple(strip)


def _coverage_word(n: int, of: int) -> str:
    if n == 0:
        return "nothing"
    if n >= of:
        return "complete"
    return "good" if 4 * n >= 3 * of else "partial" if 2 * n >= of else "thin"


def groups(sheet: FactSheet, reader: Reader) -> tuple[FactGroup, ...]:
    """Every known fact in a table, so that each figure of the text is found again with the rows that it comes from."""
    placed: dict[str, list[FactRow]] = {title: [] for title, _ in GROUPS}
    for fact in sheet:
        if fact.is_known:
            title = next((title for title, starts in GROUPS if fact.key.startswith(starts)), GROUPS[-1][0])
            placed[title].append(_row(fact, reader))
    return tuple(FactGroup(title=title, rows=tuple(rows)) for title, rows in placed.items() if rows)


def _row(fact: Fact, reader: Reader) -> FactRow:
    has_days = fact.n_days is not None and fact.n_expected
    return FactRow(
        label=fact.label,
        value=value(fact, reader),
        before=reference(fact, PREVIOUS, reader),
        mean=reference(fact, MEAN4, reader),
        own=_own(fact, reader),
        days=f"{fact.n_days}/{fact.n_expected}" if has_days else NOTHING,
        rows="; ".join(_rows(one) for one in fact.provenance) or NOTHING,
        note=labels.QUALITY[fact.quality],
    )


def _own(fact: Fact, reader: Reader) -> str:
    comparison = fact.comparison(BASELINE)
    if comparison is not None:
        own = band(fact, comparison, reader) or reference(fact, BASELINE, reader)
        return own if comparison.is_own else f"{own}, practice"
    return compared(fact, TREND, reader) if fact.comparison(TREND) else NOTHING


def _rows(provenance: Provenance) -> str:
    text = labels.rows(provenance.table, provenance.rows)
    if provenance.first is None or provenance.last is None:
        return text
    return f"{text}, {_dates(provenance.first, provenance.last)}"


def _dates(first: date, last: date) -> str:
    if first == last:
        return dates.short_day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{dates.short_day(last)}"
    return f"{dates.short_day(first)} – {dates.short_day(last)}"
