"""Questions that were judged once → how likely each sentence answers a new one.

Some thousand questions are known together with the sentences of the shipped library that answer them, or
with the judgement that none does (`evals/questions.tsv`). What is asked like one of them is likely answered
by the same sentences: question to question is a shorter way than question to answer (Lewis et al., 2021,
"PAQ"). Each question near the new one votes, the more the nearer (a kernel regression: Nadaraya, Watson,
1964). What was never judged, a clinic's own leaflet for one, has no precedents; it stands with the best where
it is as near.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.article import Passage, Sentence

# How fast a vote fades with the distance (of a cosine), and the cosine at which all votes together weigh
# little: nothing near was ever asked.
_WIDTH, _FAR = 0.04, 0.5
_AS_NEAR = 0.05  # of a score or a cosine: what is no difference
_DIGITS = 8
GENERAL = "skin"  # the folder of what holds for every treatment
_STEPS = 127  # of a signed byte

# A sentence by the folder of its article and by `digits`.
Name = tuple[str, str]
# From -1 (what is near was judged, and nothing answers it) to 1 (this sentence does); None: never judged.
Likely = Callable[[Passage, Sentence], float | None]


def digits(sentence: str) -> str:
    """What names a sentence: it changes with its text, which has to be judged anew then.

    >>> digits("Wait 48 hours.")
    'a77c6645'
    """
    return hashlib.sha256(sentence.encode()).hexdigest()[:_DIGITS]


def folder_of(passage: Passage) -> str:
    """The folder of the passage's article: a treatment's, or that of skin in general."""
    return passage.article_id.partition("/")[0]


def likeliest(precedents: Iterable[float | None]) -> float:
    """The best of these; 0 where none was judged."""
    return max((one for one in precedents if one is not None), default=0.0)


def standing(precedent: float | None, near: float, best: float, near_of_best: float) -> float:
    """What a precedent is worth beside the best one.

    What was never judged is worth as much as the best where it is as near, so that a clinic's own leaflet is
    not put back for that, and else nothing. That nothing judged answers says nothing of it.
    """
    if precedent is not None:
        return precedent
    return max(0.0, best) if near >= near_of_best - _AS_NEAR else 0.0


@dataclass(frozen=True, slots=True)
class Precedents:
    """Judged questions, a row each.

    `vectors` are bytes, `step` is what one is worth of a unit vector; `treatments` is the treatment that each
    is on, empty for all. `rows` numbers the sentences of the library that they were judged against; each
    judgement pairs a question (`judged`, its row) with a sentence that answers it (`answers`).
    """

    vectors: NDArray[np.int8]
    step: float
    treatments: NDArray[np.str_]
    judged: NDArray[np.int32]
    answers: NDArray[np.int32]
    rows: Mapping[Name, int]

    @classmethod
    def of(
        cls,
        vectors: NDArray[np.float32],
        treatments: Sequence[str],
        answers: Sequence[Collection[Name]],
        sentences: Collection[Name],
    ) -> Precedents:
        """Of questions' unit vectors, their treatments, what answers each, and all that could have."""
        step = float(np.abs(vectors).max(initial=0.0)) / _STEPS or 1.0
        rows = {name: row for row, name in enumerate(sorted(sentences))}
        pairs = [(asked, rows[name]) for asked, names in enumerate(answers) for name in sorted(names)]
        judged, said = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
        return cls(np.round(vectors / step).astype(np.int8), step, np.array(treatments), judged, said, rows)

    @classmethod
    def read(cls, stored: Mapping[str, NDArray[Any]]) -> Precedents:
        """What `arrays` gave."""
        names = map(tuple, stored["precedents.names"].tolist())
        return cls(
            stored["precedents.vectors"],
            float(stored["precedents.step"]),
            stored["precedents.treatments"],
            stored["precedents.judged"],
            stored["precedents.answers"],
            {name: row for row, name in enumerate(names)},
        )

    def arrays(self) -> dict[str, NDArray[Any]]:
        """To be stored."""
        return {
            "precedents.vectors": self.vectors,
            "precedents.step": np.array(self.step),
            "precedents.treatments": self.treatments,
            "precedents.judged": self.judged,
            "precedents.answers": self.answers,
            "precedents.names": np.array(list(self.rows)).reshape(-1, 2),
        }

    def weigh(self, question: NDArray[np.float32], treatments: Collection[str] | None) -> Likely:
        """How likely each sentence answers a question.

        Args:
            question: its unit vector, without the treatment's name.
            treatments: canonical names of those that it may be about; None where it names none, which has no
                precedents: each question was judged against the sentences on its own treatment alone.
        """
        if not self.rows or treatments is None:
            return lambda *_: None
        near = np.flatnonzero(np.isin(self.treatments, ["", *treatments]))
        # As floats all at once they are pages of fresh memory each time, fifteen times as slow.
        cosines = np.einsum("ij,j->i", self.vectors[near], question * np.float32(self.step))
        votes = np.zeros(len(self.vectors))
        votes[near] = np.exp((cosines - 1) / _WIDTH)
        votes /= votes.sum() + np.exp((_FAR - 1) / _WIDTH)
        share = np.bincount(self.answers, votes[self.judged], len(self.rows))
        answered = np.zeros(len(self.vectors), dtype=bool)
        answered[self.judged] = True
        nothing = votes[~answered].sum()
        # Each was judged against the sentences in its treatment's folder and general ones: that nothing on a
        # lip filler answers is not said of those on fillers.
        nothing_on = {
            name.replace(" ", "-"): votes[~answered & (self.treatments == name)].sum() for name in treatments
        }

        def likely(passage: Passage, sentence: Sentence) -> float | None:
            folder = folder_of(passage)
            row = self.rows.get((folder, digits(passage.told(sentence))))
            against = nothing if folder == GENERAL else nothing_on.get(folder, 0.0)
            return None if row is None else float(share[row] - against)

        return likely


NONE = Precedents.of(np.zeros((0, 0), dtype=np.float32), (), (), ())
