"""A model's sentences beside what the quoted answer needs: no more than five citations together."""

from __future__ import annotations

from bot.cite import MAX_CITATIONS, Written, cite
from bot.contract import Quote
from ingest.article import Article, Block, Origin, Section
from ingest.split import split


def _quote(number: int) -> Quote:
    """A quote of an article of its own."""
    block = Block(f"Wait {number + 1} days before a swim.")
    article = Article(f"a{number}", "Swimming", "guide", Origin(), (Section("When", (block,), "text"),), "0")
    (passage,) = split(article, lambda text: len(text.split()))
    return Quote(passage, 0, len(passage.text), passage.sentences[0], 0.0)


def test_what_is_needed_leaves_no_room_but_for_what_stands_in_it() -> None:
    _, needed = cite([_quote(number) for number in range(MAX_CITATIONS)], label=False)
    kept = Written(label=False, needed=needed)
    assert not kept.add("Wait long.", [_quote(MAX_CITATIONS)])
    assert kept.add("Wait 2 days.", [_quote(1)])  # needed as it is: it takes no room of its own
    assert [sentence.text for sentence in kept.sentences] == ["Wait 2 days."]


def test_without_a_need_there_is_room_for_five() -> None:
    kept = Written(label=False)
    assert [kept.add("Wait.", [_quote(n)]) for n in range(MAX_CITATIONS + 1)] == [True] * MAX_CITATIONS + [
        False
    ]
