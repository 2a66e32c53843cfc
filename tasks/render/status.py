"""The week in a word: counted from the signals that the page shows, never a score of its own."""

from models.enums import Judgement, Quality
from models.facts import BASELINE, FactSheet
from tasks.render import labels
from tasks.render.page import Status
from tasks.render.phrases import Reader, compared

SIGNALS = ("hrv.week", "resting_hr.week", "sleep.week")
SEVERAL = 2


def status(sheet: FactSheet, reader: Reader) -> Status:
    if not sheet.has_data:
        return Status(level="none", symbol="○", word="No data", why="Nothing was recorded in this period.")
    ill_days = sheet.value("checkin.ill_days")
    if ill_days:
        days = "1 day" if ill_days == 1 else f"{ill_days:g} days"
        return Status(level="alert", symbol="■", word="Unwell", why=f"You reported being ill on {days}.")
    bad = _out_of_range(sheet, reader)
    if len(bad) >= SEVERAL:
        return Status(level="alert", symbol="■", word="Take care", why=_sentence(bad))
    if bad:
        return Status(level="watch", symbol="▲", word="One to watch", why=_sentence(bad))
    return _calm(sheet)


def _calm(sheet: FactSheet) -> Status:
    fitness = sheet.get("fitness.now")
    judged = [fact for fact in (sheet.get(key) for key in SIGNALS) if fact and fact.comparison(BASELINE)]
    if fitness is not None and fitness.quality is Quality.TOO_EARLY:
        return Status(level="none", symbol="○", word="Early days", why="There is too little history to judge yet.")
    names = labels.listed([labels.within(fact.label) for fact in judged]) if judged else ""
    if len(judged) < SEVERAL:
        why = f"Only {names} could be compared" if judged else "No recovery signal could be compared"
        return Status(level="none", symbol="○", word="Incomplete picture", why=f"{why} with your own range.")
    return Status(level="good", symbol="●", word="On track", why=f"No warning from {names}.")


def _out_of_range(sheet: FactSheet, reader: Reader) -> list[str]:
    said = []
    for key in SIGNALS:
        fact = sheet.get(key)
        own = fact.comparison(BASELINE) if fact is not None else None
        if fact is not None and own is not None and fact.is_known and own.judgement is Judgement.BAD:
            said.append(f"{labels.within(fact.label)} {compared(fact, BASELINE, reader)}")
    return said


def _sentence(signals: list[str]) -> str:
    text = "; ".join(signals)
    return f"{text[:1].upper()}{text[1:]}."
