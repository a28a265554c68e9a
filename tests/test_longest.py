"""The longest wait among five citations: it keeps its place, and each time keeps its own source."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.cite import MAX_CITATIONS, cite
from bot.clinic import Clinic
from bot.compose import answered
from bot.contract import Question, Quote
from bot.differ import conflict, positions
from bot.flow import Bot
from ingest.article import Origin
from ingest.build import ingest
from ingest.embed import Embedder
from ingest.index import open_index
from tests.test_differ import quote


def with_sources(one: Quote, count: int) -> Quote:
    """The quote with so many sources, each with a name of its own."""
    names = [f"{one.passage.article_id}{number}" for number in range(count)]
    sentence = replace(one.sentence, sources=tuple(names))
    sources = {name: Origin(publisher=name) for name in names}
    return replace(one, passage=replace(one.passage, sources=sources), sentence=sentence)


@pytest.mark.parametrize(("direct", "longest", "cited"), [(4, 2, True), (3, 1, True), (5, 1, False)])
def test_the_longest_wait_keeps_its_place_among_five_citations(
    direct: int, longest: int, cited: bool
) -> None:
    first = with_sources(quote("Avoid makeup for 24 hours."), direct)
    other = with_sources(quote("Avoid makeup for two days.", article="b"), 1)
    last = with_sources(quote("Avoid makeup for seven days.", article="c"), longest)
    question = Question("makeup?", "makeup?", topics=("makeup",))
    times = positions(question, [first, other, last])
    sentences, citations = cite([first, other, last], label=False, needed=times[-1].quote)
    assert len(citations) <= MAX_CITATIONS
    found = conflict(question, times, sentences)
    assert (found is not None and found.cautious is not None) == cited
    if found and found.cautious:
        assert found.cautious.says == "seven days"
        assert citations[found.cautious.citation - 1].publisher == "c0"


def test_no_wait_is_called_the_cautious_one_where_a_longer_one_is_not_shown() -> None:
    first, other, last = (
        quote(f"Avoid makeup for {time}.", article=article)
        for article, time in (("a", "24 hours"), ("b", "two days"), ("c", "seven days"))
    )
    question = Question("makeup?", "makeup?", topics=("makeup",))
    sentences, _ = cite([first, other], label=False)
    found = conflict(question, positions(question, [first, other, last]), sentences)
    assert found is not None
    assert [position.says for position in found.positions] == ["24 hours", "two days"]
    assert found.cautious is None


def test_the_day_is_held_against_times_that_are_shown(summaries_index: Path, embedder: Embedder) -> None:
    first = with_sources(quote("Avoid makeup for 24 hours."), MAX_CITATIONS)
    beyond = with_sources(quote("Avoid makeup for seven days.", article="b"), 1)
    question = Question("makeup?", "makeup?", topics=("makeup",), treatment="microneedling", day=2)
    index = open_index(summaries_index, embedder.name)
    answer = answered(question, [first, beyond], positions(question, [first, beyond]), index, Clinic())
    assert [sentence.text for sentence in answer.sentences] == [first.text]
    assert any(note.startswith("Your day 2:") and "24 hours" in note for note in answer.notes)


def told(name: str, *times: str) -> str:
    """An article with one sentence, in which each time has a source of its own."""
    sources = "".join(
        f"  s{time[0]}: {{title: T{time[0]}, publisher: P{time[0]}, evidence: clinic, read: note}}\n"
        for time in times
    )
    said = ", ".join(f"one clinic says {time}[^s{time[0]}]" for time in times)
    head = f"title: Makeup after microneedling {name}\ntreatments: [microneedling]\nsources:\n{sources}"
    return f"---\n{head}---\n\nSources differ on makeup after microneedling: {said}.\n"


def test_a_time_is_never_cited_from_another_s_source(embedder: Embedder, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(told("a", "1 day", "3 days", "4 days"))
    (tmp_path / "b.md").write_text(told("b", "5 days", "6 days", "9 days"))
    ingest([tmp_path], tmp_path / "index", embedder)
    answer = Bot(tmp_path / "index", embedder).answer("when can I wear makeup after microneedling?")
    (found,) = answer.conflicts
    assert len(found.positions) > 1
    for position in found.positions:
        assert answer.citations[position.citation - 1].publisher == f"P{position.says[0]}"
