"""The About tab: what this is, what it cannot do, who has checked what, where words go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from page import wording_keeper as words
from page.dates import in_words


@dataclass(frozen=True, slots=True)
class Facts:
    """What differs from one page to another.

    `changed` is the ISO date on which the library last did; `leaves` a sentence on what is sent to another
    machine, None where nothing is; `feedback` whether it is taken.
    """

    disclaimer: str
    articles: int
    changed: str
    clinic: str | None = None
    leaves: str | None = None
    feedback: bool = False


def about(facts: Facts) -> str:
    """The whole text, as HTML."""
    held = words.LIBRARY_NOW.format(
        articles=words.ARTICLES.format(count=facts.articles), day=in_words(facts.changed)
    )
    whose = [words.IN_CHARGE.format(clinic=facts.clinic)] if facts.clinic else []
    return (
        '<div class="about-page">'
        + _part(words.WHAT_IT_IS, [words.WHAT_IT_IS_TEXT, held, *whose])
        + f'<p class="told">{escape(facts.disclaimer)}</p>'
        + _list(words.LIMITS, words.LIMITS_TEXT)
        + _list(words.REVIEWED, words.REVIEWED_TEXT)
        + _list(words.DATA, _where_words_go(facts))
        + "</div>"
    )


def _where_words_go(facts: Facts) -> Sequence[str]:
    feedback = words.DATA_FEEDBACK if facts.feedback else words.DATA_NO_FEEDBACK
    return facts.leaves or words.DATA_STAY, words.DATA_NOBODY, words.DATA_KEPT, feedback


def _part(head: str, paragraphs: Iterable[str]) -> str:
    return f"<h2>{escape(head)}</h2>" + "".join(f"<p>{escape(text)}</p>" for text in paragraphs)


def _list(head: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h2>{escape(head)}</h2><ul>{items}</ul>"
