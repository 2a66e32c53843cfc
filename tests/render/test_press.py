"""Where documents are rendered: many at a time, and a renderer that dies takes only its own report along."""

import asyncio
import os
import pickle
import time
from collections.abc import Callable

import pytest
from killers import (
    DEADLY,
    FAILING,
    counts_those_beside_it,
    fails_its_stage_for_one,
    hangs_for_one,
    is_refused_for_one,
    kills_its_process,
    numbered,
    raises_for_one,
    tagged,
)
from manuscripts import SAMPLES, empty, newcomer

from models.enums import ReasonCode
from models.errors import NarrativeRefused, SetupError, StageError
from models.values import Document, Manuscript
from tasks.render.document import render
from tasks.render.press import Press, _length, renderers_for
from tasks.render.task import render_report


def printed(
    render: Callable[[Manuscript], Document],
    renderers: int,
    manuscripts: list[Manuscript],
    deadline_s: float | None = None,
) -> list[Document | BaseException]:
    """All at once, as a batch prints them."""

    async def everything() -> list[Document | BaseException]:
        with Press(render, renderers, deadline_s) as press:
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


@pytest.mark.parametrize("renderers", [1, 2])
def test_a_failed_stage_keeps_its_code_and_its_sentence(renderers: int) -> None:
    failed, right = printed(fails_its_stage_for_one, renderers, [numbered(empty(), FAILING), numbered(empty(), 1)])
    assert isinstance(right, Document)
    assert isinstance(failed, StageError)
    assert (failed.code, failed.retryable) == (ReasonCode.FACTS_INCONSISTENT, True)
    assert failed.sentence == "The text refers to what is not in the fact sheet."


def test_a_refused_narrative_comes_out_of_a_pool_with_its_problems() -> None:
    failed, right = printed(is_refused_for_one, 2, [numbered(empty(), FAILING), numbered(empty(), 1)])
    assert isinstance(right, Document)
    assert isinstance(failed, NarrativeRefused)
    assert failed.problems == ("summary: a figure without a fact",)


def test_errors_survive_the_way_between_processes() -> None:
    error = StageError(ReasonCode.STORE_FAILED, "A sentence.", retryable=True)
    error.add_note("a detail")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is StageError
    assert (again.code, again.sentence, again.retryable) == (error.code, "A sentence.", True)
    assert (str(again), again.__notes__) == ("A sentence.", ["a detail"])
    refused = pickle.loads(pickle.dumps(NarrativeRefused(("one", "two"))))
    assert (type(refused), refused.problems, refused.code) == (
        NarrativeRefused,
        ("one", "two"),
        ReasonCode.WRITE_FAILED,
    )


def test_one_renderer_prints_several_at_once_as_it_prints_one(made: Callable[[str], Document]) -> None:
    assert printed(render, 1, [make() for make in SAMPLES.values()]) == [made(name) for name in SAMPLES]


def test_in_this_process_one_is_rendered_at_a_time_whichever_press_it_came_to() -> None:
    async def two_presses() -> list[Document]:
        with Press(counts_those_beside_it, 1) as first, Press(counts_those_beside_it, 1) as second:
            batch = [press.print(numbered(empty(), number)) for number in range(4) for press in (first, second)]
            return await asyncio.gather(*batch)

    assert [one.markdown for one in asyncio.run(two_presses())] == ["1"] * 8


@pytest.mark.parametrize("renderers", [1, 2])
def test_a_report_that_takes_too_long_is_given_up_and_its_neighbours_are_made(renderers: int) -> None:
    neighbours = [numbered(empty(), number) for number in range(8 * renderers)]
    late, *others = printed(hangs_for_one, renderers, [numbered(empty(), DEADLY), *neighbours], deadline_s=3)
    assert isinstance(late, StageError)
    assert (late.code, late.retryable) == (ReasonCode.DEADLINE, False)
    assert late.sentence == "Making the document took longer than 3 seconds."
    assert [getattr(one, "headline", one) for one in others] == [str(one.assignment.report_id) for one in neighbours]
    assert str(os.getpid()) not in {one.markdown for one in others if isinstance(one, Document)}


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "0.2 seconds"), (60, "1 minute"), (90, "2 minutes"), (600, "10 minutes")]
)
def test_a_deadline_is_said_in_words(seconds: float, words: str) -> None:
    assert _length(seconds) == words


def test_a_press_whose_reports_nobody_waits_for_closes_at_once() -> None:
    async def given_up() -> float:
        with Press(hangs_for_one, 2) as press:
            batch = asyncio.gather(press.print(numbered(empty(), DEADLY)), press.print(numbered(empty(), DEADLY)))
            await asyncio.wait({batch}, timeout=0.5)
            began = time.perf_counter()
            batch.cancel()
            await asyncio.gather(batch, return_exceptions=True)
        return time.perf_counter() - began

    assert asyncio.run(given_up()) < 20


def test_a_pool_that_broke_does_not_take_the_next_one_along() -> None:
    with Press(tagged, 2) as press:
        broken = press._open()
        press._drop(broken)
        opened = press._open()
        press._drop(broken)
        assert press._open() is opened
        assert opened.submit(tagged, empty()).result().headline


def test_one_report_is_rendered_here_and_many_use_the_cores() -> None:
    cores = os.cpu_count() or 1
    assert renderers_for(1) == 1
    assert renderers_for(0) == 1
    assert renderers_for(10_000) == cores
    assert all(renderers_for(n) <= renderers_for(n + 1) <= cores for n in range(20))
