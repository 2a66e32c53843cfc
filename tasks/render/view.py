"""From a manuscript to a page of strings that are ready to print. Values in, values out."""

from collections.abc import Mapping
from types import MappingProxyType

from models.enums import Quality, ReportType, Wording
from models.facts import FactSheet, Session
from models.narrative import Narrative, Suggestion
from models.values import Manuscript
from tasks.render import dates, drawings, figures, labels
from tasks.render.gaps import gaps
from tasks.render.glyphs import has_glyph
from tasks.render.legible import HasGlyph, legible
from tasks.render.page import Advice, Line, SessionRow, View
from tasks.render.phrases import Reader, filled, quantity
from tasks.render.settle import settled
from tasks.render.status import status

MOST_SESSIONS = 200
LONGEST_TITLE = 80
SHORTEST_MONTH = 28  # in a longer period the number of a day may come twice
HASH_SHOWN = 12

RECOVERY_KEYS = ("hrv.week", "hrv.days_below", "resting_hr.week", "sleep.week", "sleep.debt")
STRENGTH_STARTS = ("strength.sets", "strength.volume_load", "strength.e1rm.")  # the rest is in the table
FEELING_KEYS = ("feel.sleep_quality", "feel.mood", "feel.stress", "feel.soreness", "feel.fatigue")

GLOSSARY: tuple[tuple[str, str, str], ...] = (
    ("load.week", "Load", "What training cost you. An hour as hard as you could hold for an hour counts 100."),
    ("fitness.now", "Fitness", "The load of the last weeks, averaged so that old days fade over about 42 days."),
    ("fatigue.now", "Fatigue", "The same over about 7 days: how much the last days weigh."),
    ("form.now", "Form", "Fitness minus fatigue. Below zero is usual while building; above zero is fresh."),
    ("hrv.week", "HRV", "Night-to-night variation of your heartbeat against your own last 60 days."),
    ("resting_hr.week", "Resting HR", "Your heart rate at rest against your own last 60 days."),
    ("sleep.week", "Sleep", "Hours asleep against the need set for you."),
    ("feel.fatigue", "How you feel", "Your own marks from 1 to 5; a higher mark means more of the thing named."),
)
MARKS_EXPLAINED = (
    "Marks",
    "✓ is good news for you and ! is worth watching; an arrow only says which way a figure went.",
)
AS_SHOWN: Mapping[Quality, str] = MappingProxyType(
    {
        Quality.PROVISIONAL: "Provisional: less than 126 days of history, or days missing in the last six weeks.",
        Quality.TOO_EARLY: "Too early: less than 28 days of history, so the figure cannot be judged yet.",
    }
)


def build_view(typed: Manuscript, has_glyph: HasGlyph = has_glyph) -> View:
    manuscript = legible(typed, has_glyph)
    assignment, athlete = manuscript.assignment, manuscript.athlete
    reader = reader_of(manuscript)
    sheet = settled(manuscript.sheet, reader)
    text = _text(manuscript.narrative, sheet, reader)
    answer = manuscript.narrative.answers_to_focus
    return View(
        title=labels.TITLES[assignment.type],
        language=assignment.language,
        paper=athlete.paper,
        organization=manuscript.organization_name,
        athlete=athlete.name,
        period=dates.span(sheet.period_start, sheet.period_end),
        week=dates.iso_week(sheet.period_start) if assignment.type is ReportType.WEEKLY_ANALYSIS else "",
        zone=athlete.time_zone.replace("_", " "),
        edition=f"Edition {assignment.edition}",
        coaches=_coaches(manuscript.coach_names),
        partial=_partial(sheet),
        status=status(sheet, reader),
        headline=filled(manuscript.narrative.headline, sheet, reader),
        summary=filled(manuscript.narrative.summary, sheet, reader),
        question=assignment.focus or "",
        answer=filled(answer, sheet, reader) if answer else "",
        tiles=figures.tiles(sheet, reader) if sheet.has_data else (),
        coverage=figures.coverage(sheet, reader),
        advice=tuple(_advice(n, one, sheet, reader) for n, one in enumerate(_ranked(manuscript.narrative), start=1)),
        next_title="Next week" if reader.is_week else "Next",
        load_figures=drawings.load_figures(sheet, reader),
        recovery_figures=drawings.recovery_figures(sheet, athlete.sleep_need_h, reader),
        recovery=_lines(sheet, RECOVERY_KEYS, reader),
        checkin_figure=drawings.checkin_figure(sheet),
        feelings=_lines(sheet, FEELING_KEYS, reader),
        strength=_strength(sheet, reader),
        sessions=tuple(_session(one, reader) for one in sheet.sessions[:MOST_SESSIONS]),
        sessions_left_out=_left_out(len(sheet.sessions) - MOST_SESSIONS),
        figures_before="Week before" if reader.is_week else "Period before",
        figures_mean="4-week mean" if reader.is_week else "Mean of 4",
        figures=figures.groups(sheet, reader),
        notes=_notes(sheet),
        glossary=_glossary(sheet),
        provenance=_provenance(typed),
        **text,
    )


def reader_of(manuscript: Manuscript) -> Reader:
    sheet = manuscript.sheet
    return Reader(manuscript.athlete.units, (sheet.period_end - sheet.period_start).days + 1)


def _text(narrative: Narrative, sheet: FactSheet, reader: Reader) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(filled(line, sheet, reader) for line in getattr(narrative, name))
        for name in ("went_well", "watch", "next_week")
    }


def _ranked(narrative: Narrative) -> list[Suggestion]:
    return sorted(narrative.suggestions, key=lambda one: one.priority)


def _advice(number: int, suggestion: Suggestion, sheet: FactSheet, reader: Reader) -> Advice:
    return Advice(
        number=number,
        action=labels.action(suggestion.action),
        reason=filled(suggestion.reason, sheet, reader),
        window=labels.plain(suggestion.window),
        confidence=labels.CONFIDENCE[suggestion.confidence],
        level=suggestion.confidence.value,
        alternatives=" · ".join(labels.action(one) for one in suggestion.alternatives),
    )


def _coaches(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    return f"{'Coach' if len(names) == 1 else 'Coaches'}: {labels.listed(names)}"


def _partial(sheet: FactSheet) -> str:
    if not sheet.is_partial:
        return ""
    return f"Partial: made before the period was over, with the days up to {dates.long_day(sheet.period_end)}."


def _lines(sheet: FactSheet, keys: tuple[str, ...], reader: Reader) -> tuple[Line, ...]:
    facts = (sheet.get(key) for key in keys)
    return tuple(figures.line(fact, reader) for fact in facts if fact is not None and fact.is_known)


def _strength(sheet: FactSheet, reader: Reader) -> tuple[Line, ...]:
    """Sets in all and for each muscle that was trained; nothing for someone who does not lift."""
    if not sheet.value("strength.sets"):
        return ()
    told = (fact.key for fact in sheet if fact.key.startswith(STRENGTH_STARTS) and fact.value)
    return _lines(sheet, tuple(told), reader)


def _session(session: Session, reader: Reader) -> SessionRow:
    title = " ".join(session.title.split())
    load = quantity(session.load, "load", 0, reader) if session.load is not None else figures.NOTHING
    return SessionRow(
        day=dates.day_of(session.local_date, has_month=reader.period_days > SHORTEST_MONTH),
        title=title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…",
        sport=labels.sport(session.sport),
        duration=_or_nothing(session.duration_s, "s", reader),
        distance=_or_nothing(session.distance_m or None, "m", reader),
        load=f"≈ {load}" if session.is_approximate and session.load is not None else load,
        load_from=labels.load_from(session.load_method),
    )


def _or_nothing(value: float | None, unit: str, reader: Reader) -> str:
    return figures.NOTHING if value is None else quantity(value, unit, 0, reader)


def _left_out(count: int) -> str:
    return f"and {count} more, not listed here" if count > 0 else ""


def _notes(sheet: FactSheet) -> tuple[str, ...]:
    shown = {fact.quality for fact in sheet if fact.is_known}
    notes = [note.text for note in sheet.notes]
    notes += [text for quality, text in AS_SHOWN.items() if quality in shown]
    return tuple(note for note in (*notes, gaps(sheet)) if note)


def _glossary(sheet: FactSheet) -> tuple[tuple[str, str], ...]:
    known = [(term, text) for key, term, text in GLOSSARY if (fact := sheet.get(key)) is not None and fact.is_known]
    return (*known, MARKS_EXPLAINED) if known else ()


def _provenance(manuscript: Manuscript) -> tuple[str, ...]:
    if manuscript.wording is Wording.COACH:
        worded = "Worded by your coach"
    elif manuscript.writer == labels.HOUSE:
        worded = "Worded by the house writer (fixed rules, no language model)"
    else:
        worded = f"Worded by {manuscript.model_version or manuscript.writer} (a language model)"
    versions = [f"figures {manuscript.sheet.params_version}"]
    if manuscript.prompt_version:
        versions.append(f"prompt {manuscript.prompt_version}")
    return (
        f"{worded}; figures by code. Not medical advice.",
        f"Versions: {', '.join(versions)}. Facts {manuscript.sheet.hash()[:HASH_SHOWN]}.",
    )
