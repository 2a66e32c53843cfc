"""Where documents are rendered: many at a time, and a renderer that dies takes only its own report along."""

import asyncio
import os
from collections.abc import Callable

import pytest
from killers import DEADLY, FAILING, fails_its_stage_for_one, kills_its_process, numbered, raises_for_one, tagged
from manuscripts import SAMPLES, empty, newcomer

from models.enums import ReasonCode
from models.errors import SetupError, StageError
from models.values import Document, Manuscript
from tasks.render.press import Press, renderers_for
from tasks.render.task import render_report


def printed(
    render: Callable[[Manuscript], Document], renderers: int, manuscripts: list[Manuscript]
) -> list[Document | BaseException]:
    """All at once, as a batch prints them."""

    async def everything() -> list[Document | BaseException]:
        with Press(render, renderers) as press:
            return await asyncio.gather(*map(press.print, manuscripts), return_exceptions=True)

    return asyncio.run(everything())


def test_documents_are_the_same_from_however_many_renderers(made: Callable[[str], Document]) -> None:
    names = ("empty", "newcomer", "empty")
    assert printed(render_report, 2, [SAMPLES[name]() for name in names]) == [made(name) for name in names]


def test_one_renderer_is_this_process_and_two_are_others() -> None:
    [alone] = printed(tagged, 1, [empty()])
    assert isinstance(alone, Document)
    assert alone.markdown == str(os.getpid())
    others = printed(tagged, 2, [numbered(empty(), number) for number in range(8)])
    processes = {one.markdown for one in others if isinstance(one, Document)}
    assert 1 <= len(processes) <= 2
    assert str(os.getpid()) not in processes
    assert [getattr(one, "headline", None) for one in others] == [
        str(numbered(empty(), number).assignment.report_id) for number in range(8)
    ]


def test_a_report_that_kills_its_renderer_costs_only_itself() -> None:
    neighbours = [numbered(newcomer(), number) for number in range(3)]
    batch = [neighbours[0], numbered(newcomer(), DEADLY), *neighbours[1:]]
    first, killer, *others = printed(kills_its_process, 2, batch)
    assert isinstance(killer, StageError)
    assert killer.code is ReasonCode.RENDER_FAILED
    assert not killer.retryable
    assert str(DEADLY) not in killer.sentence
    assert [getattr(one, "headline", one) for one in (first, *others)] == [
        str(one.assignment.report_id) for one in neighbours
    ]


def test_a_press_prints_on_after_a_renderer_died() -> None:
    async def one_after_the_other() -> list[Document | BaseException]:
        with Press(kills_its_process, 2) as press:
            killed = await asyncio.gather(press.print(numbered(empty(), DEADLY)), return_exceptions=True)
            return [*killed, await press.print(numbered(empty(), 1)), await press.print(numbered(empty(), 2))]

    killer, *others = asyncio.run(one_after_the_other())
    assert isinstance(killer, StageError)
    assert all(isinstance(one, Document) for one in others)


@pytest.mark.parametrize("renderers", [1, 2])
def test_an_error_of_the_render_passes_through_unchanged(renderers: int) -> None:
    failed, right = printed(raises_for_one, renderers, [numbered(empty(), FAILING), numbered(empty(), 1)])
    assert isinstance(right, Document)
    assert isinstance(failed, SetupError)
    assert str(failed) == "The folder templates/fonts lacks a font."


def test_a_failed_stage_of_this_process_keeps_its_code_and_its_sentence() -> None:
    failed, right = printed(fails_its_stage_for_one, 1, [numbered(empty(), FAILING), numbered(empty(), 1)])
    assert isinstance(right, Document)
    assert isinstance(failed, StageError)
    assert (failed.code, failed.retryable) == (ReasonCode.FACTS_INCONSISTENT, True)
    assert failed.sentence == "The text refers to what is not in the fact sheet."


def test_one_report_is_rendered_here_and_many_use_the_cores() -> None:
    cores = os.cpu_count() or 1
    assert renderers_for(1) == 1
    assert renderers_for(0) == 1
    assert renderers_for(10_000) == cores
    assert all(renderers_for(n) <= renderers_for(n + 1) <= cores for n in range(20))
