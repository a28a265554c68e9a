"""How hard an article is to read: its Flesch-Kincaid grade, names of treatments and medicine aside.

The grade counts syllables, and nobody can say "microdermabrasion" in fewer: each such name counts as
one short word.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from ingest import topics
from ingest.check.document import Document
from ingest.check.finding import Finding
from ingest.treatments import TreatmentTable

HIGHEST = 9.0
_FEWEST_WORDS = 30  # fewer give no grade worth having
_SHORT = "balm"
_MEDICAL = re.compile(
    r"""\b(?:dermatolog\w+|clinicians?|physicians?|practitioners?|therapists?|(?:hyper|hypo)?pigment\w*
        |anti[- ]?(?:biotic|viral|septic|histamine|fungal|bacterial|inflammator)\w*|hyaluronic
        |benzoyl\ peroxide|hydroquinone|isotretinoin|(?:cortico)?steroids?|naproxen|warfarin|vaccin\w+
        |immun\w+|an?esthe\w+|aesthe\w+|granulomas?|keloids?
        |petrolatum|petroleum\ jelly|emollients?|occlusives?|ceramides?
        |niacinamide|peptides?|chlorhexidine|infect(?:ions?|ed)|medic(?:al|ines?|ations?)|prescri\w+|capillar\w+
        |arter\w+|necrosis|anaphyla\w+|allerg\w+|follicul\w+|hydrocortisone|arnica|compression|diabet\w+
        |herpes|melanoma|cellulitis|ultraviolet|radiofrequency|fractional|(?:non-)?ablative)\b""",
    re.I | re.X,
)


def reading(document: Document, table: TreatmentTable) -> Iterator[Finding]:
    """A finding where an article's body is above grade 9."""
    body = plain(document, table)
    if len(body.split()) < _FEWEST_WORDS or (found := grade(body)) <= HIGHEST:
        return
    line = document.headings[0].line if document.headings else 1
    what = f"reading grade {found:.1f}, names aside, and {HIGHEST:g} is the highest"
    yield Finding(document.path, line, "reading", what, "use shorter sentences and plainer words")


def plain(document: Document, table: TreatmentTable) -> str:
    """The body, a sentence a line, with a short word in place of each name."""
    names = [s.publisher for s in document.front.sources.values() if s.publisher]
    publishers = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)")
    lines = []
    for statement in document.statements:
        text = publishers.sub(_SHORT, statement.text)
        for mention in reversed(table.find(text)):
            text = f"{text[: mention.start]}{_SHORT}{text[mention.end :]}"
        for topic in topics.find(text):
            text = topic.pattern.sub(lambda m: m.group() if _one_beat(m.group()) else _SHORT, text)
        text = re.sub(r"(?<=\w)\.(?=\w)|\.(?!\s*$)|[?!]", "", _MEDICAL.sub(_SHORT, text))
        lines.append(text.rstrip(" .:;") + ".")
    return "\n".join(lines)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: years of school in the United States that a text asks for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it still reads its resources by pkg_resources
        import textstat  # noqa: PLC0415

        return float(textstat.textstat.flesch_kincaid_grade(text))


def _one_beat(word: str) -> bool:
    return len(re.findall(r"[aeiouy]+", word.lower())) <= 1
