"""The flow of an answer, top to bottom: triage, understand, retrieve, quote, verify, compose.

Bot(Path(".index"), Embedder()).answer("Is flaking normal after microneedling?")
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot import bounds, compose
from bot.answer import MAX_QUOTES, choose
from bot.asked import on_treatment
from bot.candidates import THRESHOLD, candidates, confidence
from bot.clinic import Clinic, read_clinic
from bot.contract import NOT_SAID, Answer, Hit, Question, Treated, Turn
from bot.current import Current
from bot.differ import positions, with_positions
from bot.follow_ups import FollowUps
from bot.had_net import HadNet
from bot.language import other_language
from bot.model import ModelChoice, open_model
from bot.net import Net
from bot.queries import Queries
from bot.replies import beside_danger, unreadable
from bot.retrieve import retrieve
from bot.triage import Danger, triage
from bot.understand import understand
from bot.verify import verified
from bot.watch import Watch
from bot.wording import ENDLESS, LEAVES, MAX_CHAT, MAX_MESSAGE, PRICE
from bot.write import Writer
from ingest.article import Passage
from ingest.embed import Embedder
from ingest.errors import AftercareError
from ingest.index import Index
from ingest.treatments import TreatmentTable, shipped

# AftercareError is what a caller has to catch.
__all__ = ["AftercareError", "Bot", "open_bot"]


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
        model: ModelChoice | None = None,
    ) -> None:
        """Open the index in a folder, or at the address of a Chroma server; without a model, quote.

        Raises:
            IndexProblem: a missing or foreign index; the message names the command that mends it.
            AftercareError: the model's package or key is missing.
        """
        self.location = location
        self._current = Current(location, embedder.name)
        self.embedder = embedder
        self.queries = Queries(embedder)
        self._table = table or shipped()
        self.clinic = clinic or Clinic()
        self._net = Net()
        self.judge = HadNet().judge
        self.model = model
        self.leaves = LEAVES.format(model=model.name) if model else None  # for a page to say
        self._writer: Writer | None = None
        if model is not None:
            self._writer = Writer(open_model(model), embedder, self._table, self.clinic.own)
        self._follow_ups = FollowUps(self._answers, self._table)

    def warm_up(self) -> None:
        """Load the models now, so that the first question does not wait for them."""
        self.queries.warm_up()
        self._net.read(["my skin is ready"])
        self.judge("peel", [(0, 4)])
        other_language("este mensaje no es inglés")

    @property
    def index(self) -> Index:
        """The current generation; a newer one is picked up as soon as it is there."""
        return self._current.index()

    def answer(self, message: str, history: Sequence[Turn] = (), had: Treated = NOT_SAID) -> Answer:
        """Answer one message of a conversation. Never raises for what a message holds.

        `had` is what the person says beside the conversation of treatment and day, and their date.
        """
        *_, answer = self.stream(message, history, had)
        return answer

    def stream(self, message: str, history: Sequence[Turn] = (), had: Treated = NOT_SAID) -> Iterator[Answer]:
        """The same answer as it grows, each time with all that is shown of it; the last one is whole.

        A quoted answer is there at once. Closing the iterator stops a model.
        """
        watch = Watch()
        message = message.encode("utf-8", "replace").decode()  # half a character cannot be printed
        if (length := bounds.length(message, history)) > MAX_CHAT:
            yield self.danger_only(message, history, ENDLESS.format(length=length, limit=MAX_CHAT), had)
            return
        danger = triage(message, history, self._table, self._net, had.treatment)
        watch.mark("triage")
        for answer in self._undisturbed(message, history, had, danger, watch):
            answer = compose.under_instruction(answer, danger, self.clinic)
            yield replace(answer, timings_ms=watch.timings())

    def danger_only(
        self, message: str, history: Sequence[Turn], otherwise: str, had: Treated = NOT_SAID
    ) -> Answer:
        """A message that is not answered, for the reason `otherwise`, is still read for danger signs."""
        message, history = bounds.latest(message, history)
        danger = triage(message, history, self._table, self._net, had.treatment)
        at_once = self._escalated(message, history, had, danger)
        return compose.under_instruction(
            at_once or compose.plain(message, "clarify", otherwise), danger, self.clinic
        )

    def examples(self, treatment: str) -> tuple[str, ...]:
        """Questions on a treatment that the library answers."""
        return self._follow_ups.of(Question("", "", treatment=treatment), self.index)

    def _undisturbed(
        self, message: str, history: Sequence[Turn], had: Treated, danger: Danger | None, watch: Watch
    ) -> Iterator[Answer]:
        """The answer as it grows, without the instruction of a danger sign."""
        at_once = self._escalated(message, history, had, danger) or unreadable(message)
        if at_once is not None:
            yield at_once
            return
        question = self._understood(message, history, had)
        watch.mark("understand")
        quoted, passages = self._from_library(question, watch)
        if self._writer is None or quoted.outcome != "answered":
            yield quoted
            return
        yield from self._writer.answers(question, history, quoted, passages)
        watch.mark("write")

    def _escalated(
        self, message: str, history: Sequence[Turn], had: Treated, danger: Danger | None
    ) -> Answer | None:
        """In an emergency the instruction is the answer: nothing is looked up beside it.

        Where it was raised earlier, a later question that is not about it is answered under the banner.
        """
        if danger is None or danger.urgency != "emergency":
            return None
        # Without the judge: an emergency waits for no model.
        question = understand(message[:MAX_MESSAGE], history, self._table, had, had.today or date.today())
        now = sum(turn.role == "user" for turn in history)
        if danger.message < now and beside_danger(question):
            return None
        return replace(compose.escalated(question), question=message)

    def _from_library(self, question: Question, watch: Watch) -> tuple[Answer, list[Passage]]:
        """The quoted answer and, where it is one, the passages that answer, best first."""
        index = self.index
        on_it = self._table.applies_to(question.treatment or "") & set(index.treatments)
        if PRICE in question.topics or (question.treatment and not on_it):  # what it costs is no aftercare
            return compose.abstained(question, index, self._table), []
        hits = self._retrieve(question, index)
        watch.mark("retrieve")
        ranked = candidates(question, hits, self._table)
        sure = confidence(question, ranked, self._table)
        if sure < THRESHOLD:
            return replace(compose.abstained(question, index, self._table), confidence=sure), []
        quotes = choose(question, ranked, self._table)
        choices = compose.treatments_that_differ(question, hits, quotes, index.treatments)
        watch.mark("answer")
        if choices:
            return compose.clarify(question, choices), []
        times = positions(question, ranked) if quotes else []
        quotes = with_positions(quotes, times, MAX_QUOTES) if times else quotes
        stored = index.passages(sorted({quote.passage.id for quote in quotes}))
        quotes = verified(quotes, stored)
        watch.mark("verify")
        if not quotes:
            return replace(compose.abstained(question, index, self._table), confidence=sure), []
        answer = compose.answered(question, quotes, times, index, self.clinic)
        found = {p.id: p for p in (*(quote.passage for quote in quotes), *(hit.passage for hit in hits))}
        answer = replace(answer, follow_ups=self._follow_ups.of(question, index), confidence=sure)
        return answer, [p for p in found.values() if on_treatment(question, p)]

    def _understood(self, message: str, history: Sequence[Turn], had: Treated) -> Question:
        return understand(message, history, self._table, had, had.today or date.today(), self.judge)

    def _retrieve(self, question: Question, index: Index) -> list[Hit]:
        return retrieve(question, index, self.queries, self._table, own=self.clinic.own)

    def _answers(self, text: str, index: Index) -> bool:
        question = self._understood(text, (), NOT_SAID)
        hits = self._retrieve(question, index)
        ranked = candidates(question, hits, self._table)
        enough = confidence(question, ranked, self._table) >= THRESHOLD
        return enough and bool(choose(question, ranked, self._table))


def open_bot(
    location: str | Path,
    embedder: str | None = None,
    clinic: Path | None = None,
    model: ModelChoice | None = None,
) -> Bot:
    """A bot on the index at `location`; `embedder` as in the settings, None for the packaged one.

    Raises:
        AftercareError: the index is missing, foreign or made by another embedder, the clinic's file is
            wrong, or the model cannot be opened.
    """
    return Bot(location, Embedder(embedder), clinic=read_clinic(clinic), model=model)
