"""A view as CommonMark that is complete without pictures and reads well raw."""

import re
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tasks.render.html import TEMPLATES
from tasks.render.page import View

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&!@$^]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_OPENING = re.compile(r"^([-+=]|\d{1,9}(?=[.)](?:\s|$)))")
_INVISIBLE_BREAKS = re.compile(r"\s+")


def escaped(text: object) -> str:
    """Text that any Markdown reader shows as it was typed: no emphasis, link, heading, list, table cell or HTML.

    `!` and `&` are let be where they cannot begin an image or an entity, because prose has them.
    """
    line = _INVISIBLE_BREAKS.sub(" ", str(text)).strip()
    line = _MARKUP.sub(lambda found: _mark(line, found), line)
    return _OPENING.sub(_opening, line)


def _mark(line: str, found: re.Match[str]) -> str:
    mark, following = found.group(), line[found.end() : found.end() + 1]
    if (mark == "!" and following != "[") or (mark == "&" and not (following.isalnum() or following == "#")):
        return mark
    return "\\" + mark


def _opening(found: re.Match[str]) -> str:
    mark = found.group()
    return mark + "\\" if mark[0].isdigit() else "\\" + mark


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # this is no HTML: `finalize` escapes every value for Markdown instead
        finalize=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def markdown(view: View) -> str:
    text = _environment().get_template("reports/weekly/page.md.j2").render({"view": view})
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
