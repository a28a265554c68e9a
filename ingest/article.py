"""The words of the library, as frozen data: Article, Section, Passage, Sentence, Origin.

Everything else imports these; this module imports nothing of the project.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["guide", "answer", "faq", "summary"]
Evidence = Literal[
    "health-authority",
    "professional-body",
    "peer-reviewed",
    "clinician",
    "clinic",
    "brand",
    "unknown",
]
Role = Literal["text", "question", "answer"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who says it. What a document does not state is None, never guessed.

    `updated` is an ISO date (YYYY-MM-DD); `summary_of` is the title of the page that a summary
    in our own words condenses; `copy` marks a third party's copy of an authority's text. `capacity` is
    what the author is ("MD", "Staff"), `asker` who put the question that an answer answers, `reviewer`
    who checked the page.
    """

    publisher: str | None = None
    author: str | None = None
    updated: str | None = None
    url: str | None = None
    evidence: Evidence = "unknown"
    copy: bool = False
    commercial: bool = False
    summary_of: str | None = None
    capacity: str | None = None
    asker: str | None = None
    reviewer: str | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """How long a sign is expected: whole days after treatment, both ends included."""

    sign: str
    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class Wait:
    """How long one source says to leave an activity alone, in hours after treatment."""

    activity: str
    hours: float
    source: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or one item of a list or row of a table with the line that introduces it.

    `footnotes` are (offset into text, source key) pairs: the place where a marker stood. A block whose
    introduction cannot be told is not `quotable`: it might say the reverse.
    """

    text: str
    lead: str | None = None
    footnotes: tuple[tuple[int, str], ...] = ()
    quotable: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading; `heading` is empty above the first one.

    `origin` is who says it, where that is not whom the article names: who asked, or gave this answer.
    """

    heading: str
    blocks: tuple[Block, ...]
    role: Role = "text"
    treatments: tuple[str, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of a document that is no text of its article, and what kind of clutter it is."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One document of the library.

    `content_hash` is the SHA-256 of the file's bytes; `sources` holds what footnotes refer to;
    `left_out` what of the document is no text of it. `checked` is the ISO date on which a person last held
    it against its sources.
    """

    id: str
    title: str
    kind: Kind
    origin: Origin
    sections: tuple[Section, ...]
    content_hash: str
    treatments: tuple[str, ...] = ()
    category: str | None = None
    published: str | None = None
    sources: dict[str, Origin] = field(default_factory=dict)
    expect: tuple[Interval, ...] = ()
    wait: tuple[Wait, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    checked: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit that is quoted: the span [start, end) of a passage's text, in characters.

    `lead` is the span of the line that introduces it, where it is a list item; the two are quoted
    together, because "Makeup" under "Avoid for 48 hours:" says the reverse of "Makeup" alone.
    `sources` are the keys of its footnotes.
    """

    start: int
    end: int
    lead: tuple[int, int] | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is retrieved: a stretch of one article under one heading.

    `id` is `article id#number`, so the same text in two articles is two passages.
    """

    id: str
    article_id: str
    title: str
    section: str
    kind: Kind
    role: Role
    text: str
    sentences: tuple[Sentence, ...]
    treatments: tuple[str, ...]
    origin: Origin
    sources: dict[str, Origin] = field(default_factory=dict)

    def quote(self, sentence: Sentence) -> str:
        """The sentence, letter for letter."""
        return self.text[sentence.start : sentence.end]

    def told(self, sentence: Sentence) -> str:
        """The sentence with the line that introduces it, as one text."""
        lead = f"{self.text[slice(*sentence.lead)]} " if sentence.lead else ""
        return lead + self.quote(sentence)

    def index_text(self, body: str | None = None) -> str:
        """What is embedded and searched: `title › heading › text` (shown is the text alone)."""
        parts = (self.title, self.section, self.text if body is None else body)
        return " › ".join(part for part in parts if part)

    @property
    def topic(self) -> str:
        """What the passage is about in its article's own words: its heading, or else the title."""
        return self.section or self.title
