"""Which letters can be printed: read from the fonts that we ship, once a process and when first asked."""

from functools import cache

from models.errors import SetupError
from tasks.render.html import TEMPLATES

FONTS = TEMPLATES / "fonts"
FONT_FILES = ("Inter-Regular.ttf", "Inter-SemiBold.ttf", "SourceSerif4-SemiBold.ttf")


def has_glyph(letter: str) -> bool:
    """Whether any of our fonts has it: what one family lacks is taken from the other."""
    return ord(letter) in _covered()


def must_have_fonts() -> None:
    missing = [name for name in FONT_FILES if not (FONTS / name).is_file()]
    if missing:
        raise SetupError(
            f"The folder templates/fonts lacks {', '.join(missing)}; restore it with 'git checkout -- templates/fonts'."
        )


@cache
def _covered() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    must_have_fonts()
    covered: set[int] = set()
    for name in FONT_FILES:
        with TTFont(FONTS / name, lazy=True) as font:
            covered.update(font.getBestCmap())
    return frozenset(covered)
