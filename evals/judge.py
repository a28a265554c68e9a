"""An Answer against what is right. Pure functions; every figure is deterministic."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.contract import Answer
from bot.wording import DISCLAIMER
from evals.cases import Case, Place

# The text of an article's file, for places given as characters.
FileText = Callable[[str], str]

_QUOTED = 0.8  # share of the gold words that must be on the screen


@dataclass(frozen=True, slots=True)
class Verdict:
    """`failures` says in words what was expected and what came; empty where all is right."""

    case: Case
    answer: Answer
    failures: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether everything that the case expects holds."""
        return not self.failures


def judge(case: Case, answer: Answer, file_text: FileText) -> Verdict:
    """Hold an answer against its case and against the rules that hold for every answer."""
    expect = case.expect
    failures = [
        f"{name}: expected {wanted}, got {got}"
        for name, wanted, got in (
            ("outcome", expect.outcome, answer.outcome),
            ("urgency", expect.urgency, answer.urgency),
            ("treatment", expect.treatment, answer.treatment),
            ("day", expect.day, answer.day),
        )
        if wanted is not None and wanted != got
    ]
    if expect.answer_in and not any(_stands_in(p, answer, file_text) for p in expect.answer_in):
        failures.append("answer_in: no sentence shown is from where the answer stands")
    said = plain(answer.text)
    failures += [f"must_say: {w!r} is missing" for w in expect.must_say if plain(w) not in said]
    failures += [f"must_not_say: {w!r} is said" for w in expect.must_not_say if plain(w) in said]
    cited = {citation.article_id for citation in answer.citations}
    failures += [f"must_not_cite: {a} is cited" for a in expect.must_not_cite if a in cited]
    failures += [f"cites_only: {a} is cited" for a in sorted(cited) if not _allowed(a, expect.cites_only)]
    return Verdict(case, answer, (*failures, *broken_rules(answer)))


def broken_rules(answer: Answer) -> tuple[str, ...]:
    """What no answer may do: lose the disclaimer, or quote what is not there."""
    broken = []
    if answer.disclaimer != DISCLAIMER or not answer.text.endswith(DISCLAIMER):
        broken.append("rule 2: the disclaimer is not last")
    quotes = {citation.number: citation for citation in answer.citations}
    if any(not c.passage.startswith(c.quote, c.start) for c in answer.citations):
        broken.append("rule 1: a quote is not in its passage")
    quoted = answer.mode == "quoted"
    if quoted and any(s.text not in quotes[n].quote for s in answer.sentences for n in s.citations):
        broken.append("rule 1: a sentence is not in the quote that it cites")
    if not all(quotes.keys() >= set(s.citations) and s.citations for s in answer.sentences):
        broken.append("rule 1: a sentence cites nothing, or what is not there")
    return tuple(broken)


def _allowed(article: str, prefixes: list[str]) -> bool:
    return not prefixes or article.startswith(tuple(prefixes))


def _stands_in(place: Place, answer: Answer, file_text: FileText) -> bool:
    """Whether a sentence that is shown comes from the gold place."""
    citations = [c for c in answer.citations if c.article_id == place.article]
    if place.section is not None:
        return any(plain(place.section) == plain(c.section or "") for c in citations)
    if place.quote is None and place.start is None:
        return bool(citations)
    gold = place.quote or file_text(place.article)[place.start : place.end]
    shown = plain(" ".join(citation.quote for citation in citations)).split()
    return share_shown(plain(gold).split(), shown) >= _QUOTED


def share_shown(gold: list[str], shown: list[str]) -> float:
    """Share of the gold words that are among those shown.

    >>> share_shown("settles by day two".split(), "it settles by day two".split())
    1.0
    >>> share_shown("settles by day two".split(), "settles soon".split())
    0.25
    """
    return sum(word in shown for word in gold) / len(gold) if gold else 0.0


def plain(text: str) -> str:
    r"""The words of a text in lower case, one space between them.

    >>> plain("Dry, flaky skin:\n it  passes.")
    'dry flaky skin it passes'
    """
    return re.sub(r"\W+", " ", text).strip().lower()
