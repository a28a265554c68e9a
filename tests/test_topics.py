"""The table of topics: whole words, and none of them inside another topic's longer one."""

from __future__ import annotations

import pytest

from ingest import topics


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Keep used makeup brushes away from the skin.", ["makeup brushes"]),
        ("Makeup  sponges, and make-up too", ["makeup brushes", "makeup"]),
        ("The numbing cream wears off, then use a cream", ["numbing cream", "moisturizer"]),
        ("no warm water", ["showering"]),
        ("makeupless", []),
        ("Is it normal to peel after a peel?", ["flaking"]),
    ],
)
def test_a_word_inside_another_topic_s_longer_one_is_not_its_own(text: str, found: list[str]) -> None:
    assert [topic.name for topic in topics.find(text)] == found
    assert {topic.name for topic in topics.table() if topic.pattern.search(text)} == set(found)


def test_only_whole_longer_words_take_a_word_with_them() -> None:
    rash, other = topics.parse(
        "rash: {kind: sign, words: []}\nfoo: {kind: product, words: [a rash pad]}", "x"
    )
    assert [match.start() for match in rash.pattern.finditer("a rash padding, a rash pad, rash pad")] == [
        2,
        28,
    ]
    assert other.pattern.search("A rash-pad")


def test_what_is_run_or_slapped_on_need_be_neither_sport_nor_makeup() -> None:
    assert [topic.name for topic in topics.find("when can I run a razor over it")] == ["shaving"]
    assert topics.find("what can I slap on them") == ()
