"""A reply as it comes in: sentences apart, each with the numbers that it cites."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.prose import Prose, claim


def read(text: str, step: int = 1_000) -> list[tuple[str, tuple[int, ...]]]:
    prose = Prose()
    claims = [c for at in range(0, len(text), step) for c in prose.feed(text[at : at + step])]
    return [(c.text, c.numbers) for c in (*claims, *prose.end())]


@pytest.mark.parametrize(
    ("reply", "sentences"),
    [
        ("It is normal. [1] It ends [2].", [("It is normal.", (1,)), ("It ends.", (2,))]),
        ("It is normal.[1]It ends.[2]", [("It is normal.", (1,)), ("It ends.", (2,))]),
        ("It is normal [1][3]. It ends [2, 1].", [("It is normal.", (1, 3)), ("It ends.", (2, 1))]),
        ("Wait one day, then see Dr. Marsh [1].", [("Wait one day, then see Dr. Marsh.", (1,))]),
        ("- **Avoid** heat [1].\n2. Use SPF 30 [2].", [("Avoid heat.", (1,)), ("Use SPF 30.", (2,))]),
        ("Avoid heat 【1】.", [("Avoid heat.", (1,))]),
        ("<think>Is it [9]? Yes.</think>\n\nAvoid heat [1].", [("Avoid heat.", (1,))]),
        ("<think>and no end", []),
        ("", []),
        ("No full stop [1]", [("No full stop", (1,))]),
        ("Never [1234567].", [("Never [1234567].", ())]),
    ],
)
def test_sentences_and_their_numbers(reply: str, sentences: list[tuple[str, tuple[int, ...]]]) -> None:
    assert read(reply) == sentences


def test_a_sentence_is_given_as_soon_as_the_next_one_begins() -> None:
    prose = Prose()
    assert list(prose.feed("It is normal. ")) == []  # its marker may still come
    assert list(prose.feed("[1] ")) == []
    assert [c.text for c in prose.feed("It")] == ["It is normal."]


def test_each_stretch_of_a_sentence_keeps_its_own_numbers() -> None:
    parts = claim("One says 24 hours [1], another 48 hours [2][3].").parts
    assert [(part.text, part.numbers) for part in parts] == [
        ("One says 24 hours", (1,)),
        ("another 48 hours", (2, 3)),
    ]


@given(
    st.lists(
        st.sampled_from(["It is normal", "[1]", ". ", "[2]", "\n", "Wait 2 days", "!", " ", "["]), max_size=20
    ),
    st.integers(1, 9),
)
def test_how_a_reply_is_cut_up_changes_nothing_of_its_words(pieces: list[str], step: int) -> None:
    reply = "".join(pieces)
    assert words(reply, step) == words(reply)


def words(reply: str, step: int = 1_000) -> list[str]:
    """The words of every sentence; where stray marks fall is left to the cut."""
    return [word for text, _ in read(reply, step) for word in re.findall(r"\w+", text)]
