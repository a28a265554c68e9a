"""A model's reply → Answers that grow sentence by sentence, each sentence proved before it is in one.

Where the reply is of no use, the quoted answer stands instead, with one line that says why.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import written
from bot.answer import INDISPENSABLE
from bot.cite import Written
from bot.contract import Answer, Question, Turn
from bot.prompt import MOST_PASSAGES, NOT_ANSWERED, messages
from bot.proof import Prover
from bot.prose import Claim
from bot.reply import Model, ModelFailed
from bot.slots import fills
from bot.spans import LEANS
from bot.structured import Reply
from bot.support import Support
from bot.wording import Reason
from ingest.article import Passage
from ingest.embed import Embedder
from ingest.treatments import TreatmentTable

_MOST_SENTENCES = 8
_BEAT = 0.4  # seconds: so often whoever listens may leave, also where nothing new is shown


@dataclass(frozen=True, slots=True)
class Writer:
    """What writing takes: the model, and what its sentences are held against."""

    model: Model
    embedder: Embedder
    table: TreatmentTable
    own: frozenset[str] = frozenset()

    def answers(
        self, question: Question, history: Sequence[Turn], quoted: Answer, passages: Sequence[Passage]
    ) -> Iterator[Answer]:
        """The answer as it grows; the last one is whole. Closing the iterator stops the model.

        Args:
            question: made to stand alone.
            history: the turns before it.
            quoted: what is answered without a model; its conflicts and its day stay.
            passages: what was retrieved, best first.
        """
        passages = passages[:MOST_PASSAGES]
        kept = Written(label=question.treatment is None, own=self.own, needed=written.needed(quoted))
        draft = _Draft(Prover(passages, self.table, Support(self.embedder)), question, kept)
        yield written.begun(quoted)
        reply = Reply()
        try:
            shown, since = 0, time.monotonic()
            for piece in self.model.stream(messages(question, history, passages)):
                draft.take(reply.feed(piece))
                now, count = time.monotonic(), len(draft.kept.sentences)
                if count > shown or now - since >= _BEAT:
                    yield written.growing(quoted, draft.kept)
                    shown, since = count, time.monotonic()
            draft.take(reply.end())
        except ModelFailed as failure:
            yield written.quoted_instead(quoted, failure.reason)
            return
        reason = draft.of_no_use()
        if reason is None:
            yield written.whole(quoted, draft.kept, draft.left_out)
        else:
            yield written.quoted_instead(quoted, reason)


class _Draft:
    """The sentences of one reply that stand, and how many do not."""

    def __init__(self, prover: Prover, question: Question, kept: Written) -> None:
        self._prover = prover
        self._question = question
        self._before_stands = False
        self._said = ""
        self._unplaced = False
        self.left_out = 0
        self.kept = kept

    def take(self, claims: Iterator[Claim]) -> None:
        """Keep what is proved; a sentence that leans on one that is left out goes with it."""
        for claim in claims:
            self._said += f"{claim.text} "
            leans = bool(LEANS.match(claim.text))
            quotes = () if leans and not self._before_stands else self._prover.proved(claim)
            full = len(self.kept.sentences) >= _MOST_SENTENCES
            self.left_out += not quotes
            # What stands but finds no room goes unsaid, as among quotes.
            self._before_stands = bool(quotes) and not full and self.kept.add(claim.text, quotes)
            self._unplaced |= bool(quotes) and not self._before_stands

    def of_no_use(self) -> Reason | None:
        """Why the quoted answer should stand instead; None where this one may."""
        kept = self.kept.sentences
        if not kept:
            if NOT_ANSWERED.lower() in self._said.lower():
                return "unanswered"
            if self._unplaced:
                return "crowded"
            return "unproved" if self._said else "empty"
        slot = self._question.slot
        if slot in INDISPENSABLE and not any(fills(slot, sentence.text) for sentence in kept):
            return "unanswered"
        return None
