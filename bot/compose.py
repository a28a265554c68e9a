"""Quotes → an Answer: numbered citations, fixed wording around them, the disclaimer last.

Everything that is not a quotation comes from `bot/wording` or the triage table.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot import wording
from bot.cite import cite
from bot.clinic import Clinic
from bot.contract import Answer, Citation, Hit, Outcome, Question, Quote, QuotedSentence
from bot.course import course
from bot.differ import conflict
from bot.language import reply
from bot.notes import of_conflict, of_day
from bot.times import Stated
from bot.triage import Danger
from ingest import topics
from ingest.index import Index
from ingest.treatments import TreatmentTable

# A passage this near to the best one is a rival answer, not a remote one.
_RIVAL = 0.8
_LOOKED_AT = 6
_MAX_CHOICES = 6
_MAX_SECTIONS = 4
# What to put on, how long, whether it is allowed or normal: these differ by treatment. What causes
# a thing and when to call are answered side by side, each sentence under its treatment.
_MATTERS = frozenset({"how_long", "how_often", "may_i", "is_normal", "product"})


def answered(
    question: Question, quotes: Sequence[Quote], times: Sequence[Stated], index: Index, clinic: Clinic
) -> Answer:
    """The quotes as numbered, cited sentences; then the person's day, and where sources differ.

    Args:
        question: made to stand alone.
        quotes: verified, the direct one first.
        times: those on which sources differ, shortest first.
        index: the library that they are from.
        clinic: whose leaflets are labelled as its own.
    """
    own = clinic.own
    # With fewer of its sources where it has to be; not a sentence of several times, each with its own source.
    longest = times[-1].quote if times and times[-1].of == 1 else None
    sentences, citations = cite(
        _in_reading_order(quotes), label=question.treatment is None, own=own, needed=longest
    )
    found = conflict(question, times, sentences)
    expected = {entry.id: entry.expect for entry in index.manifest.articles}
    told_in = [quote for quote in quotes if any(one.text in quote.text for one in sentences)]
    notes = (*of_day(question, course(question, told_in, expected), sentences), *of_conflict(found))
    answer = _answer(question, "answered", None, (), sentences, citations)
    return told(replace(answer, conflicts=(found,) if found else (), notes=notes))


def abstained(question: Question, index: Index, table: TreatmentTable) -> Answer:
    """An honest "not covered": what was understood, what there is nearby, what to do."""
    parts = [wording.NOT_COVERED]
    about = ", ".join(name for name in question.topics if topics.named(name).kind != "person")
    treatment = table.spoken(question.treatment) if question.treatment else ""
    if treatment:
        about = f"{about} after {treatment}" if about else treatment
    if about:
        parts.append(wording.UNDERSTOOD.format(about=about))
    entries = [e for e in index.manifest.articles if question.treatment in e.treatments]
    if treatment and not entries:
        parts.append(wording.NOTHING_ON.format(treatment=treatment))
    if entries:
        titles = "; ".join(f"“{entry.title}”" for entry in entries[:_MAX_SECTIONS])
        parts.append(wording.COVERS.format(treatment=treatment, titles=titles))
    elif covered := sorted({name for entry in index.manifest.articles for name in entry.treatments}):
        parts.append(wording.COVERS_TREATMENTS.format(treatments=", ".join(covered)))
    parts.append(wording.ASK_CLINIC)
    return _answer(question, "abstained", " ".join(parts))


def treatments_that_differ(
    question: Question, hits: Sequence[Hit], quotes: Sequence[Quote], held: Collection[str]
) -> tuple[str, ...]:
    """The treatments to choose from, where the question names none and it matters, or a word for several.

    Of several that the person named, all are, also those of which the library holds nothing. Else they are
    those of the quotes, and of hits nearly as good as the best; where the best hit is on skin
    in general, it answers whichever treatment it was.
    """
    among = sorted(question.among) if question.among & frozenset(held) else []
    matters = question.slot in _MATTERS or (len(among) > 1 and question.slot == "open")
    if question.treatment or question.unknown_treatment or not matters:
        return ()
    near = [hit.passage for hit in hits[:_LOOKED_AT] if hit.score >= _RIVAL * hits[0].score]
    if not near or not near[0].treatments:
        return ()
    if len(among) > 1:
        return tuple(among[:_MAX_CHOICES])
    passages = (*near, *(quote.passage for quote in quotes))
    names = dict.fromkeys(name for passage in passages for name in passage.treatments)
    return tuple(names)[:_MAX_CHOICES] if len(names) > 1 else ()


def clarify(question: Question, choices: tuple[str, ...]) -> Answer:
    """One short question, with the treatments to choose from."""
    return replace(_answer(question, "clarify", wording.CLARIFY, choices), choices=choices)


def escalated(question: Question) -> Answer:
    """Nothing but what to do; `under_instruction` puts it in."""
    return _answer(question, "escalated", wording.MISREAD)


def plain(message: str, outcome: Outcome, reply_text: str) -> Answer:
    """A reply in fixed wording to a message that is no question."""
    return _answer(Question(message, ""), outcome, reply_text)


def too_long(message: str) -> Answer:
    """A polite refusal that names both lengths."""
    text = wording.TOO_LONG.format(length=len(message), limit=wording.MAX_MESSAGE)
    return plain(message, "clarify", text)


def only_english(message: str, language: str) -> Answer:
    """House rule 14: a short reply in English and, where there is one, in that language."""
    own = reply(language)
    return plain(message, "abstained", " ".join(filter(None, (own, wording.ONLY_ENGLISH))))


def under_instruction(answer: Answer, danger: Danger | None, clinic: Clinic) -> Answer:
    """What to do first, then the answer; without danger the answer as it is."""
    if danger is None:
        return answer
    instruction = clinic.instruct(danger.instruction)
    return told(replace(answer, urgency=danger.urgency, instruction=instruction))


def _answer(
    question: Question,
    outcome: Outcome,
    message: str | None,
    choices: tuple[str, ...] = (),
    sentences: tuple[QuotedSentence, ...] = (),
    citations: tuple[Citation, ...] = (),
) -> Answer:
    answer = Answer(
        question=question.text,
        standalone_question=question.standalone,
        outcome=outcome,
        urgency="routine",
        text="",
        disclaimer=wording.DISCLAIMER,
        treatment=question.treatment,
        day=question.day,
        message=message,
        sentences=sentences,
        citations=citations,
        choices=choices,
    )
    return told(answer)


def told(answer: Answer) -> Answer:
    """The answer with its `text` anew."""
    return replace(answer, text=_text(answer))


def _text(answer: Answer) -> str:
    """The whole answer as Markdown, disclaimer last."""
    parts = [f"**{answer.instruction}**"] if answer.instruction else []
    if answer.instruction and answer.sentences:
        parts.append(wording.MEANWHILE)
    if answer.message:
        parts.append(answer.message)
    parts += [f"- {choice}" for choice in answer.choices]
    parts += _lines(answer.sentences)
    parts += answer.notes
    return "\n\n".join([*parts, answer.disclaimer])


def _lines(sentences: Sequence[QuotedSentence]) -> list[str]:
    """One paragraph a sentence, its markers behind it, under its treatment where there are several."""
    lines: list[str] = []
    about, lead = None, ""
    for sentence in sentences:
        if sentence.about and sentence.about != about:
            about = sentence.about
            lines.append(wording.LABEL.format(treatment=about))
        if sentence.introduces:
            lead = f"{sentence.text} "
            continue
        markers = "".join(f"[{number}]" for number in sentence.citations)
        lines.append(f"{lead}{sentence.text} {markers}")
        lead = ""
    return lines


def _in_reading_order(quotes: Sequence[Quote]) -> list[Quote]:
    """The direct quote first; the rest by treatment and article, each from top to bottom."""
    direct, *rest = quotes
    place = {quote.passage.article_id: i for i, quote in reversed(list(enumerate(quotes)))}
    return [
        direct,
        *sorted(
            rest,
            key=lambda quote: (
                quote.passage.treatments != direct.passage.treatments,
                place[quote.passage.article_id],
                int(quote.passage.id.rpartition("#")[2]),
                quote.start,
            ),
        ),
    ]
