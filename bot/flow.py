"""The flow of an answer, top to bottom: triage, understand, retrieve, quote, verify, compose.

Bot(Path(".index"), Embedder()).answer("Is flaking normal after microneedling?")
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from bot import compose
from bot.answer import MAX_QUOTES, choose, rank
from bot.answerable import THRESHOLD, confidence
from bot.asked import beside_danger
from bot.clinic import Clinic, read_clinic
from bot.contract import NOT_SAID, Answer, Hit, Question, Slot, Treated, Turn
from bot.differ import positions, with_positions
from bot.language import other_language
from bot.net import Net
from bot.queries import Queries
from bot.retrieve import retrieve
from bot.triage import Danger, triage
from bot.understand import understand
from bot.unreadable import unreadable
from bot.verify import verified
from bot.watch import Watch
from bot.wording import DEFAULT_TOPIC, FOLLOW_UPS, MAX_MESSAGE, PRICE
from ingest import topics
from ingest.embed import Embedder
from ingest.errors import AftercareError, IndexProblem
from ingest.generations import generations_at
from ingest.index import Index, open_index
from ingest.treatments import TreatmentTable, shipped

# AftercareError is what a caller has to catch.
__all__ = ["AftercareError", "Bot", "open_bot"]

_LOG = logging.getLogger("aftercare")
_MAX_FOLLOW_UPS = 3


class Bot:
    """Answers from one index; safe to call from several threads.

    It keeps nothing of a conversation: whoever calls hands the turns in.
    """

    def __init__(
        self,
        location: str | Path,
        embedder: Embedder,
        table: TreatmentTable | None = None,
        clinic: Clinic | None = None,
    ) -> None:
        """Open the index in a folder, or at the address of a Chroma server.

        Raises:
            IndexProblem: a missing or foreign index; the message names the command that mends it.
        """
        self.location = location
        self._generations = generations_at(location)
        self.embedder = embedder
        self.queries = Queries(embedder)
        self._table = table or shipped()
        self._clinic = clinic or Clinic()
        self._net = Net()
        self._lock = threading.Lock()
        self._index = open_index(location, embedder.name)
        self._previous: Index | None = None
        # Next questions that were found answerable, by (generation, treatment, topic): nothing of a
        # person, so it may be shared.
        self._offered: dict[tuple[str, str, str], tuple[tuple[Slot, str], ...]] = {}

    def warm_up(self) -> None:
        """Load the models now, so that the first question does not wait for them."""
        self.queries.vectors(["ready"])
        self._net.read(["my skin is ready"])
        other_language("este mensaje no es inglés")

    @property
    def index(self) -> Index:
        """The current generation; a newer one is picked up as soon as it is there."""
        with self._lock:
            if self._generations.current() != self._index.manifest.generation:
                try:
                    newer = open_index(self.location, self.embedder.name)
                except IndexProblem as error:  # what is open still answers
                    _LOG.warning("%s", error)
                    return self._index
                # Questions under way still read the one that was current; the one before it is idle.
                if self._previous is not None:
                    self._previous.close()
                self._previous, self._index = self._index, newer
            return self._index

    @property
    def clinic(self) -> Clinic:
        """The clinic whose clients ask."""
        return self._clinic

    def answer(self, message: str, history: Sequence[Turn] = (), had: Treated = NOT_SAID) -> Answer:
        """Answer one message of a conversation. Never raises for what a message holds.

        `had` is what the person says beside the conversation of treatment and day.
        """
        watch = Watch()
        message = message.encode("utf-8", "replace").decode()  # half a character cannot be printed
        danger = triage(message, history, self._table, self._net, had.treatment)
        watch.mark("triage")
        answer = self._escalated(message, history, danger, had) or unreadable(message)
        if answer is None:
            question = understand(message, history, self._table, had, date.today())
            watch.mark("understand")
            answer = self._from_library(question, watch)
        return replace(compose.under_instruction(answer, danger, self._clinic), timings_ms=watch.timings())

    def stream(self, message: str, history: Sequence[Turn] = (), had: Treated = NOT_SAID) -> Iterator[Answer]:
        """The same answer as it grows, each time with all that is shown of it; the last one is whole.

        A quoted answer is there at once.
        """
        yield self.answer(message, history, had)

    def danger_only(
        self, message: str, history: Sequence[Turn], otherwise: str, had: Treated = NOT_SAID
    ) -> Answer:
        """A message that is not answered, for the reason `otherwise`, is still read for danger signs."""
        danger = triage(message, history, self._table, self._net, had.treatment)
        answer = self._escalated(message, history, danger, had) or compose.plain(
            message, "clarify", otherwise
        )
        return compose.under_instruction(answer, danger, self._clinic)

    def examples(self, treatment: str) -> tuple[str, ...]:
        """Questions on a treatment that the library answers."""
        return self._follow_ups(Question("", "", treatment=treatment), self.index)

    def _escalated(
        self, message: str, history: Sequence[Turn], danger: Danger | None, had: Treated
    ) -> Answer | None:
        """In an emergency the instruction is the answer: nothing is looked up beside it.

        Where it was raised earlier, a later question that is not about it is answered under the banner.
        """
        if danger is None or danger.urgency != "emergency":
            return None
        question = understand(message[:MAX_MESSAGE], history, self._table, had, date.today())
        now = sum(turn.role == "user" for turn in history)
        if danger.message < now and beside_danger(question):
            return None
        return replace(compose.escalated(question), question=message)

    def _from_library(self, question: Question, watch: Watch) -> Answer:
        index = self.index
        on_it = self._table.applies_to(question.treatment or "") & set(index.treatments)
        if PRICE in question.topics or (question.treatment and not on_it):  # what it costs is no aftercare
            return compose.abstained(question, index)
        hits = self._retrieve(question, index)
        watch.mark("retrieve")
        sure = confidence(question, hits, self._table)
        if sure < THRESHOLD:
            return replace(compose.abstained(question, index), confidence=sure)
        ranked = rank(question, hits, self._table)
        quotes = choose(question, ranked, self._table)
        choices = compose.treatments_that_differ(question, hits, quotes)
        watch.mark("answer")
        if choices:
            return compose.clarify(question, choices)
        times = positions(question, ranked) if quotes else []
        quotes = with_positions(quotes, times, MAX_QUOTES) if times else quotes
        stored = index.passages(sorted({quote.passage.id for quote in quotes}))
        quotes = verified(quotes, stored)
        watch.mark("verify")
        if not quotes:
            return replace(compose.abstained(question, index), confidence=sure)
        answer = compose.answered(question, quotes, times, index, self._clinic)
        return replace(answer, follow_ups=self._follow_ups(question, index), confidence=sure)

    def _follow_ups(self, question: Question, index: Index) -> tuple[str, ...]:
        """Up to three next questions on this treatment that the library does answer."""
        if question.treatment is None:
            return ()
        signs = (name for name in question.topics if topics.named(name).kind == "sign")
        topic = next(signs, DEFAULT_TOPIC)
        key = (index.manifest.generation, question.treatment, topic)
        if key not in self._offered:
            self._offered[key] = tuple(
                (slot, text)
                for slot, wording in FOLLOW_UPS.items()
                if self._answers(text := wording.format(topic=topic, treatment=question.treatment), index)
            )
        others = (text for slot, text in self._offered[key] if slot != question.slot)
        return tuple(islice(others, _MAX_FOLLOW_UPS))

    def _retrieve(self, question: Question, index: Index) -> list[Hit]:
        return retrieve(question, index, self.queries, self._table, own=self._clinic.own)

    def _answers(self, text: str, index: Index) -> bool:
        question = understand(text, (), self._table)
        hits = self._retrieve(question, index)
        enough = confidence(question, hits, self._table) >= THRESHOLD
        return enough and bool(choose(question, rank(question, hits, self._table), self._table))


def open_bot(location: str | Path, embedder: str | None = None, clinic: Path | None = None) -> Bot:
    """A bot on the index at `location`; `embedder` as in the settings, None for the packaged model.

    Raises:
        AftercareError: the index is missing, foreign or made by another embedder, or the clinic's
            file is wrong.
    """
    return Bot(location, Embedder(embedder), clinic=read_clinic(clinic))
