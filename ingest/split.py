"""An Article → Passages along its headings, each with the spans of its sentences.

A passage never crosses a heading and never cuts a sentence; list items keep the line that
introduces them. Sentence boundaries are pysbd's. Lengths are in tokens of the embedder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pysbd
from langchain_text_splitters import RecursiveCharacterTextSplitter

from ingest.article import Article, Block, Passage, Section, Sentence
from ingest.clean import quotable, to_a_program

# Raised whenever the same article would give other passages: an older index is then out of date.
SPLITTER_VERSION = 3
# Tokens in a passage, the lead lines included: some 150 words at the most. Passages are found by their
# best sentence, so larger ones lose no precision; with title and heading they stay below the 256 tokens
# that MiniLM reads. CHANGELOG has the figures for 120 to 260.
BUDGET = 200
# A sentence beyond this is no sentence (a page without full stops): pysbd is quadratic in it.
_MAX_SENTENCE_CHARS = 2_000

CountTokens = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, or a run of its sentences, with the sentence spans inside it."""

    text: str
    lead: str | None
    sentences: tuple[Sentence, ...]
    tokens: int
    quotable: bool


def split(article: Article, count: CountTokens, budget: int = BUDGET) -> tuple[Passage, ...]:
    """Cut an article into passages.

    Args:
        article: what `ingest/load` read.
        count: the number of tokens in a text, by the embedder's own tokenizer.
        budget: tokens a passage; a single longer sentence stays whole.

    Returns:
        Passages in reading order; together they hold every block of the article.
    """
    passages: list[Passage] = []
    for section in article.sections:
        for text, sentences in _stretches(section, count, budget):
            passages.append(
                Passage(
                    id=f"{article.id}#{len(passages) + 1}",
                    article_id=article.id,
                    title=article.title,
                    section=section.heading,
                    kind=article.kind,
                    role=section.role,
                    text=text,
                    sentences=() if section.role == "question" else sentences,
                    treatments=section.treatments,
                    origin=section.origin or article.origin,
                    sources={key: article.sources[key] for s in sentences for key in s.sources},
                )
            )
    return tuple(passages)


def _stretches(
    section: Section, count: CountTokens, budget: int
) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    """Fill passages piece by piece; a list's lead line opens each passage that has its items."""
    waiting: list[_Piece] = []
    used = 0
    for block in section.blocks:
        for piece in _pieces(block, count, budget):
            lead_cost = _lead_cost(waiting, piece, count)
            if waiting and used + piece.tokens + lead_cost > budget:
                yield _join(waiting)
                waiting, used = [], 0
                lead_cost = _lead_cost(waiting, piece, count)
            waiting.append(piece)
            used += piece.tokens + lead_cost
    if waiting:
        yield _join(waiting)


def _lead_cost(before: list[_Piece], piece: _Piece, count: CountTokens) -> int:
    """Tokens of the lead line, where the pieces before do not have it yet."""
    if piece.lead is None or (before and before[-1].lead == piece.lead):
        return 0
    return count(piece.lead)


def _join(pieces: list[_Piece]) -> tuple[str, tuple[Sentence, ...]]:
    """The passage's text, and every quotable sentence as a span of it."""
    text = ""
    sentences: list[Sentence] = []
    lead_span: tuple[int, int] | None = None
    previous: str | None = None
    for piece in pieces:
        if piece.lead is None:
            lead_span = None
        elif piece.lead != previous:
            text += "\n" if text else ""
            lead_span = (len(text), len(text) + len(piece.lead))
            text += piece.lead
        previous = piece.lead
        text += ("\n" if text else "") + ("- " if piece.lead else "")
        offset = len(text)
        text += piece.text
        sentences += [
            Sentence(s.start + offset, s.end + offset, lead_span, s.sources)
            for s in piece.sentences
            if piece.quotable and (piece.lead or quotable(piece.text[s.start : s.end]))
        ]
    return text, tuple(sentences)


def _pieces(block: Block, count: CountTokens, budget: int) -> Iterator[_Piece]:
    """The block whole where it fits, else runs of its sentences that do."""
    sentences = sentence_spans(block)
    if sentences and (whole := count(block.text)) <= budget:  # nearly always: one count instead of many
        yield _piece(block, sentences, whole)
        return
    costs = [count(block.text[s.start : s.end]) for s in sentences]
    first, used = 0, 0
    for number, cost in enumerate(costs):
        if number > first and used + cost > budget:
            yield _piece(block, sentences[first:number], used)
            first, used = number, 0
        used += cost
    if sentences:
        yield _piece(block, sentences[first:], used)


def _piece(block: Block, sentences: tuple[Sentence, ...], tokens: int) -> _Piece:
    start, end = sentences[0].start, sentences[-1].end
    moved = tuple(Sentence(s.start - start, s.end - start, None, s.sources) for s in sentences)
    return _Piece(
        block.text[start:end], block.lead, moved, tokens, block.quotable and not to_a_program(block.text)
    )


def sentence_spans(block: Block) -> tuple[Sentence, ...]:
    """The sentences of a block in order, trimmed, with the footnotes that stand in each."""
    found: list[Sentence] = []
    for offset, part in _parts(block.text):
        end = 0
        for sentence in _segmenter().processor(part).process():
            start = part.find(sentence, end)
            if start < 0 or not sentence.strip():  # pysbd lost its place: that stretch is not quoted
                continue
            end = start + len(sentence)
            first = offset + start + len(sentence) - len(sentence.lstrip())
            last = offset + start + len(sentence.rstrip())
            notes = tuple(dict.fromkeys(k for at, k in block.footnotes if first < at <= last))
            found.append(Sentence(first, last, None, notes))
    return tuple(found)


@cache
def _segmenter() -> pysbd.Segmenter:
    """The segmenter, used without its own search for offsets.

    The search compiles each sentence as a pattern, which takes half of the time and pushes the patterns
    that pysbd uses for every text out of Python's cache of them.
    """
    return pysbd.Segmenter(language="en", clean=False)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """(offset, part): the text itself, or for a monstrous one parts of it, cut between words."""
    if len(text) <= _MAX_SENTENCE_CHARS:
        yield 0, text
        return
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=_MAX_SENTENCE_CHARS,
        chunk_overlap=0,
        separators=["\n", ". ", "; ", ", ", " ", ""],
        keep_separator="end",
        strip_whitespace=False,
    )
    offset = 0
    for part in splitter.split_text(text):
        yield offset, part
        offset += len(part)
