"""The page of parameters: each number with the reason that stands beside it in the code."""

import ast
import io
import tokenize
from collections.abc import Iterator, Mapping
from inspect import getsource
from itertools import count
from typing import Any

from models.bounds import BOUNDS
from tasks.analyse import params

INTRODUCTION = """# Parameters

Made from `tasks/analyse/params.py` and `models/bounds.py` by `make fix`; `make check` compares the two. The unit
stands in the name; a name without one is a ratio, a share or a count. Changing a value changes `PARAMS_VERSION`, which
is part of every fact sheet.
"""
BOUNDS_INTRODUCTION = """## Bounds

A value outside is left out of reports, with a note; its row stays. Both ends can be.

| value | lowest | highest |
|---|---|---|
"""


def parameters() -> str:
    source = getsource(params)
    comments = _comments(source)
    parts, section = [INTRODUCTION], ""
    for node in ast.parse(source).body:
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
            continue
        found = _section(source, comments, node.lineno)
        if found != section:
            section = found
            parts.append(f"\n## {section}\n\n| name | value | reason |\n|---|---|---|\n")
        name = node.target.id
        parts.append(f"| `{name}` | {_said(getattr(params, name))} | {_reason(comments, node)} |\n")
    return "".join(parts) + "\n" + BOUNDS_INTRODUCTION + "".join(_bounds())


def _comments(source: str) -> Mapping[int, tuple[str, bool]]:
    """By line: the comment's words, and whether the line holds nothing else."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    found = (one for one in tokens if one.type == tokenize.COMMENT)
    return {one.start[0]: (one.string.lstrip("# "), not one.line[: one.start[1]].strip()) for one in found}


def _section(source: str, comments: Mapping[int, tuple[str, bool]], line: int) -> str:
    """The last comment above that begins a paragraph."""
    lines = source.splitlines()
    headings = [at for at, (_, is_alone) in comments.items() if is_alone and at < line and not lines[at - 2].strip()]
    return comments[max(headings)][0] if headings else "Version"


def _reason(comments: Mapping[int, tuple[str, bool]], node: ast.AnnAssign) -> str:
    """The comments within the statement, and those that run on below it."""
    last = node.end_lineno or node.lineno
    within = [comments[at][0] for at in range(node.lineno, last + 1) if at in comments]
    below = _while_alone(comments, last + 1) if within else ()
    return " ".join(("; ".join(within), *below)).replace("|", "\\|")


def _while_alone(comments: Mapping[int, tuple[str, bool]], first: int) -> Iterator[str]:
    for at in count(first):
        text, is_alone = comments.get(at, ("", False))
        if not is_alone:
            return
        yield text


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{'unknown' if key is None else key}: {_said(one)}" for key, one in value.items())
    if isinstance(value, tuple):
        return ", ".join(map(_said, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _bounds() -> Iterator[str]:
    for name, bound in BOUNDS.items():
        yield f"| `{name}` | {bound.low:.10g} | {bound.high:.10g} |\n"
