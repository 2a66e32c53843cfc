"""A view as one HTML page without a single address in it. Everything typed by people is escaped."""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from tasks.render.page import View

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


# A figure, its range and its unit stay on one line.
_FIGURE = re.compile(
    r"\d[\d.]*(?:–\d[\d.]*)?"
    r"(?: h \d+ min\b| (?:%|(?:ms|bpm|h|min|days?|W|SD|kg|lb|km/h|km|mi|mph|percentage points)(?![\w/])))"
)


def _kept_together(value: object) -> object:
    if type(value) is not str or not _FIGURE.search(value):
        return value
    return Markup(_FIGURE.sub(r'<span class="kept">\g<0></span>', str(escape(value))))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=_kept_together,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def html(view: View) -> str:
    return _environment().get_template("reports/weekly/page.html.j2").render({"view": view})
