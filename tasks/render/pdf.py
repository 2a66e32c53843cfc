"""The only door to WeasyPrint: HTML in, a tagged PDF out, the same bytes for the same page.

It opens no address and no file but the fonts we ship, and a page that WeasyPrint finds fault with is not filed.
"""

import io
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

from models.enums import ReasonCode
from models.errors import SetupError, StageError
from tasks.render.glyphs import FONTS, must_have_fonts
from tasks.render.html import TEMPLATES

STYLESHEET = TEMPLATES / "reports" / "report.css"
NO_PANGO = (
    "The library Pango is missing, and no PDF can be made without it; install it with "
    "'apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0' or 'brew install pango'."
)
FONTCONFIG = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    "<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"
)


@dataclass(frozen=True, slots=True)
class _Engine:
    """WeasyPrint, and what every page shares with the next: fonts, the parsed stylesheet, the fetcher."""

    weasyprint: Any
    fatal: type[BaseException]
    fonts: Any
    stylesheet: Any
    fetcher: Any


def pdf(html: str) -> bytes:
    engine = _engine()
    with _complaints() as complaints:
        try:
            page = engine.weasyprint.HTML(string=html, base_url=None, url_fetcher=engine.fetcher)
            made = page.write_pdf(
                stylesheets=[engine.stylesheet],
                font_config=engine.fonts,
                pdf_variant="pdf/ua-1",
                pdf_identifier=True,  # made from the content
            )
        except engine.fatal as error:
            raise _refused(
                "The page asked for something outside itself, which a report never may.", [str(error)]
            ) from None
    if complaints:
        raise _refused("The page could not be laid out without faults.", complaints)
    return bytes(made)


def _refused(sentence: str, details: list[str]) -> StageError:
    """The sentence is fit to print; the details may hold parts of the page and show only in a traceback."""
    error = StageError(ReasonCode.RENDER_FAILED, sentence)
    for detail in details:
        error.add_note(detail)
    return error


@cache
def _engine() -> _Engine:
    """Slow once a process. WeasyPrint reads the fonts' configuration when it is imported, so that comes first."""
    must_have_fonts()
    with _only_our_fonts(), _complaints() as complaints:
        try:
            with _without_its_banner():
                import weasyprint
                from weasyprint.text.fonts import FontConfiguration
                from weasyprint.urls import FatalURLFetchingError, URLFetcher
        except OSError as error:
            raise SetupError(NO_PANGO) from error
        fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
        stylesheet = weasyprint.CSS(string=STYLESHEET.read_text(encoding="utf-8"), url_fetcher=fetcher)
        fonts = FontConfiguration()
    if complaints:
        raise _refused("The stylesheet of the reports has faults.", complaints)
    return _Engine(weasyprint, FatalURLFetchingError, fonts, stylesheet, fetcher)


@contextmanager
def _only_our_fonts() -> Iterator[None]:
    """For as long as fonts are being found: no font of the system, so that every machine lays out the same page.

    The configuration lies in a folder of this process's own, because a checkout may be read-only. What was found
    stays in memory, so nothing has to be left behind.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    with TemporaryDirectory(prefix="debrief-fonts-") as folder:
        own = Path(folder, "fonts.conf")
        own.write_text(FONTCONFIG.format(fonts=escape(str(FONTS)), cache=escape(f"{folder}/cache")), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(own)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def _without_its_banner() -> Iterator[None]:
    """Without Pango, WeasyPrint prints advice of its own to stdout, which is for data. What others print is kept."""
    with redirect_stdout(io.StringIO()) as said:
        yield
    print(said.getvalue(), end="")


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint warns of meanwhile."""
    ear, log = _Ear(), logging.getLogger("weasyprint")
    log.addHandler(ear)
    try:
        yield ear.heard
    finally:
        log.removeHandler(ear)
