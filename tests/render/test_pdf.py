"""The PDF: the same bytes everywhere, readable by machines and by those who do not see, and nothing from outside."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from manuscripts import SAMPLES, crowded, named, narrative, steady
from markupsafe import escape

from models.enums import Paper, ReasonCode
from models.errors import StageError
from models.facts import DataNote
from models.values import Document
from tasks.render import glyphs
from tasks.render.document import render
from tasks.render.html import html
from tasks.render.legible import printable
from tasks.render.page import View
from tasks.render.pdf import pdf
from tasks.render.view import build_view

ROOT = Path(__file__).resolve().parents[2]
LARGEST_BYTES = 200_000
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
every_sample = pytest.mark.parametrize("name", SAMPLES)

Made = Callable[[str], Document]
Python = Callable[..., str]


def plain(text: str) -> str:
    return " ".join(text.split())


def page_texts(content: bytes) -> list[str]:
    texts = []
    document = pypdfium2.PdfDocument(content)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        texts.append(plain(text.get_text_range().replace("\ufffe", "-")))  # its mark for a hyphen that ends a line
        text.close()
        page.close()
    document.close()
    return texts


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head><title>x</title>{head}</head><body><p>Text</p>{body}</body></html>'


# Bytes.


@pytest.mark.parametrize("name", ["newcomer", "empty"])
def test_a_page_makes_the_same_bytes_again(made: Made, name: str) -> None:
    assert render(SAMPLES[name]()) == made(name)


@every_sample
def test_a_document_is_small_enough_to_be_mailed(made: Made, name: str) -> None:
    assert len(made(name).pdf) <= LARGEST_BYTES


def test_another_process_in_another_place_makes_the_same_bytes(made: Made, python: Python, tmp_path: Path) -> None:
    script = (
        "from manuscripts import SAMPLES; from tasks.render.document import render\n"
        "print(*[render(SAMPLES[name]()).pdf_sha256 for name in ('steady', 'empty')])"
    )
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Apia", "LC_ALL": "C", "HOME": str(tmp_path), "LANG": ""}
    hashes = python(script, env={**elsewhere, "SOURCE_DATE_EPOCH": "1", "FONTCONFIG_FILE": "/nowhere/fonts.conf"})
    assert hashes.split() == [made(name).pdf_sha256 for name in ("steady", "empty")]


# What a reader finds.


def drawn_text(view: View) -> list[str]:
    parts = [view.headline, view.athlete, view.summary, view.period]
    parts += [tile.value for tile in view.tiles] + [tile.label for tile in view.tiles]
    parts += [text for one in view.advice for text in (one.action, one.reason, one.window, one.confidence)]
    parts += [*view.went_well, *view.watch, *view.next_week, *view.notes, view.status.word, *view.provenance]
    return [plain(part) for part in parts]


@every_sample
def test_what_the_page_says_comes_back_out_of_it(made: Made, name: str) -> None:
    text = " ".join(page_texts(made(name).pdf))
    squeezed = text.replace(" ", "")
    missing = [part for part in drawn_text(build_view(SAMPLES[name]())) if part.replace(" ", "") not in squeezed]
    assert missing == []
    assert "{{" not in text


def test_the_first_page_alone_tells_the_week(made: Made) -> None:
    first = page_texts(made("steady").pdf)[0]
    view = build_view(steady())
    for part in (view.headline, *(tile.value for tile in view.tiles), *(one.action for one in view.advice)):
        assert plain(part) in first


def test_every_session_of_a_crowded_week_is_listed(made: Made) -> None:
    text = " ".join(page_texts(made("crowded").pdf))
    assert text.count("Drills") == len([one for one in crowded().sheet.sessions if one.title == "Drills"])


def test_names_of_any_length_and_any_accent_are_printed_whole() -> None:
    names = ("X" * 80, "Anne-Sophie " * 6 + "de la T", "Þórdís Ægisdóttir-Ørsted", "Σοφία Ñandú Żółć", "Алексей Ёж")
    content = pdf(html(build_view(replace(named(names[0]), coach_names=names[1:]))))
    first = page_texts(content)[0].replace(" ", "")
    assert [name for name in names if name.replace(" ", "") not in first] == []
    assert len(content) <= LARGEST_BYTES


@pytest.mark.parametrize(
    "text",
    [
        "Morning run 🏃",
        "星野 優希",
        "عمر",
        "a\x07b",
        "⚡ intervals",
        "👩‍👩‍👧",
        "नमस्ते",
        "𝐁𝐨𝐥𝐝 𝓯𝓸𝓷𝓽𝓼",
        "ひ\u202eevil\u0000",
    ],
)
def test_no_letter_that_our_fonts_lack_costs_a_report(text: str) -> None:
    made = steady()
    sessions = (replace(made.sheet.sessions[0], title=text, sport=text),)
    typed = replace(
        named(text),
        organization_name=text,
        coach_names=(text, text),
        assignment=replace(made.assignment, focus=text),
        sheet=replace(made.sheet, sessions=sessions, notes=(DataNote(code="typed", text=text),)),
        narrative=narrative(answers_to_focus=f"You slept {{{{sleep.week}}}} {text}."),
    )
    content = pdf(html(build_view(typed)))
    with pikepdf.open(io.BytesIO(content)) as document:
        assert 0 not in [glyph for one in document.pages for glyph in letters(one.obj, one)]


def test_every_letter_that_our_fonts_have_is_printed_in_every_style() -> None:
    every = [chr(code) for code in sorted(glyphs._covered())]
    text = "".join(one for one in every if printable(one, glyphs.has_glyph) == one)
    assert len(text) > 2000
    assert pdf(page(f"<h1>{escape(text)}</h1><p>{escape(text)}</p>"))


def test_what_people_typed_is_printed_as_typed() -> None:
    typed = "<script>alert(1)</script> {{7*7}} & <b>"
    assert typed in " ".join(page_texts(pdf(html(build_view(named(typed))))))


@pytest.mark.parametrize(("paper", "points"), [(Paper.A4, (595.28, 841.89)), (Paper.LETTER, (612, 792))])
def test_every_page_has_the_readers_paper_size(paper: Paper, points: tuple[float, float]) -> None:
    manuscript = steady()
    content = pdf(html(build_view(replace(manuscript, athlete=replace(manuscript.athlete, paper=paper)))))
    with pikepdf.open(io.BytesIO(content)) as document:
        for one in document.pages:
            left, low, right, high = (float(end) for end in one.mediabox)  # type: ignore[arg-type]
            assert (right - left, high - low) == pytest.approx(points, abs=0.1)


# What a machine finds.


@pytest.fixture(scope="module")
def opened(made: Made) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made("steady").pdf)) as document:
        yield document


def test_a_document_is_tagged_and_says_so(opened: pikepdf.Pdf) -> None:
    root = opened.Root
    assert bool(root.MarkInfo.Marked) is True
    assert str(root.Lang) == "en"
    assert "/StructTreeRoot" in root
    assert bool(root.ViewerPreferences.DisplayDocTitle) is True
    assert str(opened.docinfo["/Title"])
    with opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == str(opened.docinfo["/Title"])
    for one in opened.pages:
        assert str(one.obj.Tabs) == "/S" if "/Tabs" in one.obj else "/StructParents" in one.obj


@every_sample
def test_metadata_name_nobody_and_no_moment(made: Made, name: str) -> None:
    with pikepdf.open(io.BytesIO(made(name).pdf)) as document:
        told = document.Root.Metadata.read_bytes().decode() + " ".join(str(one) for one in document.docinfo.values())
        assert not {"/Author", "/CreationDate", "/ModDate", "/Subject", "/Keywords"} & set(document.docinfo.keys())
    manuscript = SAMPLES[name]()
    for who in (manuscript.athlete.name, *manuscript.coach_names, manuscript.organization_name):
        assert not [part for part in who.split() if part in told]
    assert "2026" not in told


def elements(document: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure tree."""
    left = [document.Root.StructTreeRoot.K]
    while left:
        one = left.pop()
        if isinstance(one, pikepdf.Array):
            left.extend(one)  # type: ignore[arg-type]
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                yield one
            if "/K" in one:
                left.append(one.K)


@every_sample
def test_every_drawing_has_its_words_for_those_who_do_not_see_it(made: Made, name: str) -> None:
    view = build_view(SAMPLES[name]())
    figures = [*view.load_figures, *view.recovery_figures, *([view.checkin_figure] if view.checkin_figure else [])]
    with pikepdf.open(io.BytesIO(made(name).pdf)) as document:
        told = [str(one.get("/Alt", "")) for one in elements(document) if str(one.S) == "/Figure"]
    assert sorted(map(plain, told)) == sorted(plain(figure.alt) for figure in figures)


def test_headings_lists_and_tables_are_tagged_as_what_they_are(opened: pikepdf.Pdf) -> None:
    kinds = [str(one.S) for one in elements(opened)]
    view = build_view(steady())
    assert kinds.count("/H1") == 1
    assert {"/H2", "/L", "/LI", "/Table", "/TH", "/TD"} <= set(kinds)
    assert kinds.count("/TR") >= len(view.sessions) + sum(len(group.rows) for group in view.figures)
    assert kinds.count("/LI") >= len(view.advice)


def fonts(document: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
            yield one


@every_sample
def test_only_our_own_fonts_are_used_and_all_are_embedded(made: Made, name: str) -> None:
    with pikepdf.open(io.BytesIO(made(name).pdf)) as document:
        described = list(fonts(document))
        assert described
        for one in described:
            assert "/FontFile2" in one or "/FontFile3" in one
            assert any(
                family in str(one.FontName).replace("-", "").replace("#20", "") for family in ("Inter", "Source")
            )


def letters(owner: pikepdf.Object, content: object) -> Iterator[int]:
    """The numbers of all glyphs that a page, or a drawing on it, is set in."""
    for operands, operator in pikepdf.parse_content_stream(content):  # type: ignore[arg-type]
        if str(operator) in ("Tj", "TJ"):
            for one in operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]:
                if isinstance(one, pikepdf.String):
                    code = bytes(one)
                    yield from (int.from_bytes(code[at : at + 2], "big") for at in range(0, len(code), 2))
    for drawing in owner.get("/Resources", {}).get("/XObject", {}).values():  # type: ignore[union-attr]
        if drawing.get("/Subtype") == "/Form":
            yield from letters(drawing, drawing)


@every_sample
def test_no_letter_is_an_empty_box(made: Made, name: str) -> None:
    with pikepdf.open(io.BytesIO(made(name).pdf)) as document:
        glyphs = [glyph for one in document.pages for glyph in letters(one.obj, one)]
    assert len(glyphs) > 300
    assert 0 not in glyphs  # the font's sign for a letter that it has not


# Nothing from outside.

OUTSIDE = {
    "http": '<img src="http://example.com/x.png" alt="x">',
    "https": '<img src="https://169.254.169.254/latest/meta-data" alt="x">',
    "ftp": '<img src="ftp://example.com/x.png" alt="x">',
    "file": '<img src="file:///etc/passwd" alt="x">',
    "file in capitals": '<img src="FILE:///etc/passwd" alt="x">',
    "relative image": '<img src="secret.png" alt="x">',
    "absolute path": '<img src="/etc/passwd" alt="x">',
    "relative stylesheet": '<link rel="stylesheet" href="secret.css">',
    "stylesheet": '<link rel="stylesheet" href="http://example.com/x.css">',
    "stylesheet from a file": '<link rel="stylesheet" href="file:///etc/passwd">',
    "import": "<style>@import url(file:///etc/passwd);</style>",
    "background": '<p style="background: url(http://example.com/x.png)">x</p>',
    "content": "<style>p::before { content: url(file:///etc/passwd) }</style>",
    "font": "<style>@font-face { font-family: F; src: url(file:///etc/passwd) } p { font-family: F }</style>",
    "object": '<object data="file:///etc/passwd" type="image/png"></object>',
    "embed": '<embed src="file:///etc/passwd" type="image/png">',
    "image in svg": '<svg width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
    "use in svg": '<svg width="9" height="9"><use href="http://example.com/x.svg#a"/></svg>',
    "base": '<base href="file:///etc/"><img src="passwd" alt="x">',
    "attachment": '<link rel="attachment" href="file:///etc/passwd">',
    "attachment of an anchor": '<a rel="attachment" href="file:///etc/passwd">x</a>',
}
WATCHED = """
import json, sys
from models.errors import StageError
from tasks.render.pdf import pdf
pages = json.load(open(sys.argv[1]))
pdf(pages.pop("fine"))
seen, found = [], {}
def watch(event, arguments):
    if event == "open" or event.startswith(("socket.", "urllib.", "ftplib.", "http.", "subprocess.", "os.system")):
        seen.append(f"{event} {arguments[0] if event == 'open' else ''}")
sys.addaudithook(watch)
for name, page in pages.items():
    del seen[:]
    try:
        content = pdf(page)
        told = f"made {b'root:' in content}"
    except StageError as error:
        told = f"{error.code} {error.retryable} {error.sentence}"
    found[name] = [told, list(seen)]
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def watched(python: Python, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, list[str]]]:
    """What became of each page that reaches outside, and which files and sockets its process opened meanwhile."""
    pages = tmp_path_factory.mktemp("pages") / "pages.json"
    pages.write_text(json.dumps({"fine": page("")} | {name: page(body) for name, body in OUTSIDE.items()}))
    found: dict[str, tuple[str, list[str]]] = json.loads(python(WATCHED, str(pages)))
    return found


REFUSED = [name for name in OUTSIDE if name != "use in svg"]  # which is passed over, and shows nothing


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_page_that_reaches_outside_opens_nothing(watched: dict[str, tuple[str, list[str]]], name: str) -> None:
    told, opened_meanwhile = watched[name]
    assert [one for one in opened_meanwhile if not one.startswith("open ")] == []
    assert [one for one in opened_meanwhile if "passwd" in one or "secret" in one] == []
    assert told != "made True"


@pytest.mark.parametrize("name", REFUSED)
def test_a_page_that_reaches_outside_is_refused(watched: dict[str, tuple[str, list[str]]], name: str) -> None:
    told, _ = watched[name]
    assert told.startswith(f"{ReasonCode.RENDER_FAILED} False ")
    assert "passwd" not in told
    assert "example.com" not in told


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ('<p style="colour: red">x</p>', ""),
        ("", "<style>p { widht: 3px }</style>"),
        ("", "<style>p { color: nocolour }</style>"),
        ("", "<style>@page { size: A99 }</style>"),
        ("", "<style>p[ { }</style>"),
        ('<img src="data:image/png;base64,AAAA" alt="broken">', ""),
    ],
)
def test_a_page_that_has_a_fault_is_refused_with_a_sentence_fit_to_print(body: str, head: str) -> None:
    with pytest.raises(StageError) as refused:
        pdf(page(body, head))
    assert refused.value.code is ReasonCode.RENDER_FAILED
    assert not refused.value.retryable
    assert refused.value.sentence.endswith(".")
    assert "AAAA" not in refused.value.sentence
    assert refused.value.__notes__  # what exactly, for those who mend it
    assert pdf(page(""))  # and the next page is none the worse


def test_an_image_that_the_page_itself_holds_is_printed() -> None:
    content = pdf(page(f'<img src="data:image/png;base64,{PIXEL}" alt="A pixel">'))
    with pikepdf.open(io.BytesIO(content)) as document:
        assert list(document.pages[0].get_images())
        assert [str(one.Alt) for one in elements(document) if str(one.S) == "/Figure"] == ["A pixel"]


# What the machine lacks.

TOLD = """
import sys
from models.errors import SetupError
from tasks.render.pdf import pdf
try:
    pdf("<html lang=en><title>x</title><p>x</p></html>")
except SetupError as error:
    sys.stderr.write(f"{error}\\n")
    sys.exit(1)
"""
NO_PANGO = """
import cffi
real = cffi.FFI.dlopen
def without_pango(self, name, flags=0):
    if "pango" in str(name):
        raise OSError(f"cannot load library '{name}'")
    return real(self, name, flags)
cffi.FFI.dlopen = without_pango
"""


def is_plain_sentence(told: str) -> bool:
    return told.count("\n") == 1 and told.endswith(".\n") and "Traceback" not in told


def test_without_pango_one_sentence_says_what_to_install(python: Python) -> None:
    told = python(NO_PANGO + TOLD, fails=True)
    assert is_plain_sentence(told)
    assert "Pango" in told
    assert "apt-get install" in told


def test_the_words_of_weasyprint_do_not_go_to_stdout() -> None:
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r})" + NO_PANGO + TOLD
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what rendering needs of the repository."""
    for folder in ("models", "tasks", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.mark.parametrize("lacking", ["templates/fonts/Inter-Regular.ttf", "templates/fonts"])
def test_without_fonts_one_sentence_says_what_is_lacking(checkout: Path, python: Python, lacking: str) -> None:
    path = checkout / lacking
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    told = python(TOLD, root=checkout, fails=True)
    assert is_plain_sentence(told)
    assert "Inter-Regular.ttf" in told
    assert "templates/fonts" in told


def state(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(one): (one.stat().st_mtime_ns, one.stat().st_size) for one in folder.rglob("*")}


def test_rendering_writes_nothing_into_its_checkout(checkout: Path, python: Python, made: Made) -> None:
    for one in checkout.rglob("*"):
        one.chmod(0o555 if one.is_dir() else 0o444)
    before = state(checkout)
    script = (
        "import tasks.render.pdf; from manuscripts import empty; from tasks.render.document import render\n"
        "print(tasks.render.pdf.__file__, render(empty()).pdf_sha256)"
    )
    where, sha256 = python(script, root=checkout, env={"HOME": "/nowhere"}).split()
    assert Path(where).is_relative_to(checkout)
    assert sha256 == made("empty").pdf_sha256
    assert state(checkout) == before
    for one in checkout.rglob("*"):
        one.chmod(0o755 if one.is_dir() else 0o644)
