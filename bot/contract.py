"""The words of a conversation, as frozen data: Turn, Question, Hit, Citation, Answer.

`Answer.to_dict()` is the JSON that other programs rely on; its keys are a promise.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from ingest.article import Evidence, Kind, Passage, Sentence

Outcome = Literal["answered", "clarify", "abstained", "escalated"]
Urgency = Literal["routine", "urgent", "emergency"]
# What kind of fact would answer: a duration, a permission, whether something is normal …
Slot = Literal["how_long", "how_often", "may_i", "is_normal", "product", "cause", "when_call", "open"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Treated:
    """What a person says beside the conversation: the treatment had, and whole days since.

    `treatment` is a canonical name; what is None was not said. `today` is the date where they are, from which
    "since Monday" counts; None for the date of this machine.
    """

    treatment: str | None = None
    day: int | None = None
    today: date | None = None


NOT_SAID = Treated()


@dataclass(frozen=True, slots=True)
class Expected:
    """How long one source says that a sign is normal: whole days after treatment, both included.

    `publisher` and `url` are None where the article's own source is not quoted anywhere in it.
    """

    sign: str
    start: int
    end: int
    article_id: str
    title: str
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A message made to stand alone.

    `topics` are names of `corpus/topics.yaml`; `day` is whole days since treatment, 0 the day itself;
    `unknown_treatment` holds the words of a treatment that the table does not know; `among` the treatments
    of which one is meant, where the person has not said which: "the laser"; `not_had` those that are named
    where none was had: "since it was done my lip is puffy, my sister's filler wasn't".
    """

    text: str
    standalone: str
    slot: Slot = "open"
    treatment: str | None = None
    day: int | None = None
    topics: tuple[str, ...] = ()
    unknown_treatment: tuple[str, ...] = ()
    among: frozenset[str] = frozenset()
    not_had: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and its score (higher is better), with the score and the precedent of each of its sentences.

    A precedent is from -1 (nothing answers what was asked like this) to 1 (this does); None: never judged.
    """

    passage: Passage
    score: float
    sentence_scores: tuple[float, ...]
    precedents: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A span [start, end) of a passage, chosen to be shown, and the sentence that it stands for.

    `score` is for the order, higher is better; `sure` is how surely it answers, from 0 to 1; `precedent` as
    in a hit.
    """

    passage: Passage
    start: int
    end: int
    sentence: Sentence
    score: float
    sure: float = 0.0
    precedent: float | None = None

    @property
    def text(self) -> str:
        """The span, letter for letter."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered source: who says it, the passage, and the quoted span of it.

    `quote` stands in `passage` at `start` (in characters), where it may also stand elsewhere.
    `treatments` is empty for advice on skin in general; `own` marks a leaflet of the clinic itself.
    """

    number: int
    article_id: str
    title: str
    section: str | None
    publisher: str | None
    author: str | None
    updated: str | None
    url: str | None
    evidence: Evidence
    copy: bool
    commercial: bool
    quote: str
    passage: str
    start: int = 0
    kind: Kind = "guide"
    summary_of: str | None = None
    treatments: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """A sentence as shown, with the numbers of the citations that it stands on.

    `introduces` marks the line that a list item stands under; the item comes next. `about` names
    the treatment it is on, where an answer brings several together.
    """

    text: str
    citations: tuple[int, ...]
    introduces: bool = False
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """What one source says on a point on which sources differ: a time, in the words of its quote."""

    says: str
    citation: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A point on which sources differ, each with its citation, the shortest time first.

    `cautious` is the longest wait, or of a sign the earliest time at which a source says to call;
    None where none says so.
    """

    topic: str
    positions: tuple[Position, ...]
    kind: Literal["wait", "call"] = "wait"
    cautious: Position | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot returns, always with the disclaimer.

    `message` is fixed wording that stands before the sentences, or in their stead, `notes` what stands
    behind them: the day, and last those of each conflict, one for its positions and one for the cautious
    one where there is one. `text` is all of it together, as Markdown.
    `confidence` (0–1) is how surely the library answers; None where it was not looked at. `choices` are
    treatments to pick from where the outcome is `clarify`; `timings_ms` maps stage to milliseconds, with
    `total`. In `mode` "model" the sentences are a model's, each borne out by the quote of its citation, and
    `left_out` of its sentences are not; `why_quoted` is why quotes stand where a model should have written.
    `whole` is False while a model still writes: more is to come.
    """

    question: str
    standalone_question: str
    outcome: Outcome
    urgency: Urgency
    text: str
    disclaimer: str
    treatment: str | None = None
    day: int | None = None
    instruction: str | None = None
    message: str | None = None
    sentences: tuple[QuotedSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[str, ...] = ()
    confidence: float | None = None
    choices: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)
    mode: Literal["quoted", "model"] = "quoted"
    left_out: int = 0
    why_quoted: str | None = None
    whole: bool = True

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON-ready data."""
        return asdict(self)
