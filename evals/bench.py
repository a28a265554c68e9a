"""A bot on an index, and one case put to it: answered, judged and measured."""

from __future__ import annotations

from pathlib import Path

from bot.clinic import Clinic
from bot.contract import Answer, Hit, Question
from bot.flow import Bot
from bot.model import ModelChoice
from bot.retrieve import retrieve
from bot.understand import understand
from evals.cases import Case, QuestionSet
from evals.gold import Library
from evals.judge import judge
from evals.metrics import (
    citation_scores,
    exact_quotes,
    form_scores,
    outcome_scores,
    urgency_scores,
    word_f1,
    written_scores,
)
from evals.ranking import hit, ndcg, overlap, recall, reciprocal_rank
from evals.results import CaseResult, Shown
from ingest.bm25 import stems
from ingest.embed import Embedder
from ingest.errors import AftercareError
from ingest.index import Index
from ingest.load import find
from ingest.treatments import TreatmentTable, shipped

ROOT = Path(__file__).resolve().parent.parent
_DEPTH = 10  # passages that are looked at


class _Watched(Bot):
    """Keeps what it retrieved for each question, so that nothing is looked up twice."""

    def __init__(
        self, location: str | Path, embedder: Embedder, clinic: Clinic | None, model: ModelChoice | None
    ) -> None:
        super().__init__(location, embedder, clinic=clinic, model=model)
        self.seen: dict[Question, list[Hit]] = {}

    def _retrieve(self, question: Question, index: Index) -> list[Hit]:
        self.seen[question] = super()._retrieve(question, index)
        return self.seen[question]


class Bench:
    """A bot on an index, with what is needed to measure it."""

    def __init__(
        self,
        location: str | Path,
        embedder: Embedder,
        texts: Path | None = None,
        clinic: Clinic | None = None,
        model: ModelChoice | None = None,
    ) -> None:
        """Open the index; `texts` is the folder of the files that sets name by characters."""
        self.bot = _Watched(location, embedder, clinic, model)
        self.model = model
        self.location = str(location)
        self.embedder = embedder
        self.texts = texts
        self.library = Library(self.bot.index)
        self.table: TreatmentTable = shipped()

    def file_text(self, article: str) -> str:
        """The file of an article as it is, so that characters count as the set's maker counted them."""
        file = next(iter(sorted((self.texts or Path()).glob(f"{article}.*"))), None)
        if file is None:
            raise AftercareError(f"{self.texts}: holds no file of {article}; name its folder with --texts.")
        with file.open(encoding="utf-8", newline="") as text:
            return text.read()

    def why_not(self, questions: QuestionSet) -> str | None:
        """Why a set cannot be run here; None where it can."""
        held = {entry.id for entry in self.bot.index.manifest.articles}
        folder = ROOT / questions.library
        wanted = questions.articles
        if questions.library.endswith("/"):
            if not folder.is_dir():
                return f"there is no folder {questions.library}"
            wanted |= {id_ for id_, _ in find([folder])}
        if missing := sorted(wanted - held):
            return f"its library is not in the index ({missing[0]} is missing)"
        spans = any(place.start is not None for case in questions.cases for place in case.expect.answer_in)
        return "needs --texts, the folder of its files" if spans and self.texts is None else None

    def measure(self, case: Case) -> CaseResult:
        """One case: answered, judged and scored."""
        message, history = case.conversation()
        self.bot.seen.clear()
        answer = self.bot.answer(message, history)
        verdict = judge(case, answer, self.file_text)
        question = understand(message, history, self.table, judge=self.bot.judge)
        scores = {
            "right": float(verdict.right),
            **outcome_scores(case.expect.outcome, answer.outcome),
            **urgency_scores(case.expect.urgency, answer.urgency),
            **citation_scores(answer),
            **exact_quotes(
                answer, {c.article_id: self.library.texts(c.article_id) for c in answer.citations}
            ),
            **form_scores(answer, question.slot),
            **written_scores(answer, self.model is not None),
            **self._treatment_scores(case, answer),
            **self._retrieval_scores(case, question),
        }
        if case.expect.answer_in:
            scores["shown"] = float(not any(failure.startswith("answer_in") for failure in verdict.failures))
        return CaseResult(
            id=case.id,
            aside=case.aside or case.written == "after",
            before=[f"{turn.role}: {turn.content}" for turn in history],
            question=message,
            expected=case.expect.model_dump(exclude_defaults=True),
            outcome=answer.outcome,
            urgency=answer.urgency,
            treatment=answer.treatment,
            day=answer.day,
            confidence=answer.confidence,
            text=answer.text,
            citations=[
                Shown(
                    number=c.number,
                    article=c.article_id,
                    title=c.title,
                    section=c.section,
                    quote=c.quote,
                    passage=c.passage,
                    start=c.start,
                )
                for c in answer.citations
            ],
            failures=list(verdict.failures),
            scores=scores,
            timings_ms=answer.timings_ms,
        )

    def _treatment_scores(self, case: Case, answer: Answer) -> dict[str, float]:
        """1 where an article is cited that is forbidden, or on other treatments than the person had."""
        expect = case.expect
        if not answer.citations or not (expect.treatment or expect.must_not_cite or expect.cites_only):
            return {}
        had = self.table.applies_to(expect.treatment) if expect.treatment else frozenset()
        wrong = any(
            c.article_id in expect.must_not_cite
            or (expect.cites_only and not c.article_id.startswith(tuple(expect.cites_only)))
            or (had and (on := self.library.treatments(c.article_id, c.quote)) and not on & had)
            for c in answer.citations
        )
        return {"wrong_treatment": float(wrong)}

    def _retrieval_scores(self, case: Case, question: Question) -> dict[str, float]:
        gold = {id_: 1.0 for p in case.expect.answer_in for id_ in self.library.holding(p, self.file_text)}
        if not gold and case.expect.standalone is None:
            return {}
        ranked = self.ranked(question)
        scores = {}
        if gold:
            scores = {
                "hit@1": hit(ranked, gold, 1),
                "hit@5": hit(ranked, gold, 5),
                "mrr@10": reciprocal_rank(ranked, gold, 10),
                "ndcg@10": ndcg(ranked, gold, 10),
                "recall@10": recall(ranked, gold, 10),
            }
        if case.expect.standalone is not None:
            alone = understand(case.expect.standalone, (), self.table, judge=self.bot.judge)
            scores["standalone_words"] = word_f1(stems(question.standalone), stems(case.expect.standalone))
            scores["standalone_overlap"] = overlap(self.ranked(alone), ranked)
        return scores

    def ranked(self, question: Question) -> list[str]:
        """The ids of the best passages; of near-copies that of the first."""
        index = self.bot.index
        hits = self.bot.seen.get(question) or retrieve(
            question, index, self.bot.queries, self.table, limit=_DEPTH
        )
        return [index.original(hit.passage.id) for hit in hits[:_DEPTH]]
