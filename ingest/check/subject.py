"""What a sentence speaks of: topics by any inflection of their words, and whether it has a subject at all."""

from __future__ import annotations

from functools import cache

from ingest import topics
from ingest.bm25 import stems
from ingest.check.document import Statement
from ingest.treatments import TreatmentTable

# Stems that tell nothing of what a sentence is about; so many others are a subject.
_TELLS_NOTHING = frozenset(
    stems(
        "what when how why can could should may must will would do does long soon often much many after "
        "before until day week month year hour minute time treatment procedure skin face normal usual "
        "common safe ok use need get got go gone call clinic doctor dermatologist source page brand "
        "salon hospital body expect avoid last first wait leave start begin end stop keep stay say name "
        "advise ask allow another differ settle ease better improve pass fast quick soon later again "
        "least most about careful choice two three four five six"
    )
)
_SUBJECT = 3


def names(statement: Statement, topic: topics.Topic, table: TreatmentTable) -> bool:
    """Whether a sentence names a topic: "saunas" and "to peel" count for sauna and peeling.

    The name of another treatment names its family ("botox after lip blush": injections), and nothing
    else: "a chemical peel" is no peeling.
    """
    text = statement.text
    if topic.pattern.search(text):
        return True
    for mention in reversed(table.find(text)):
        family = "" if mention.name in statement.treatments else table.about(mention.name).family
        text = f"{text[: mention.start]} {family} {text[mention.end :]}"
    found = tuple(stems(text))
    return any(found[i : i + len(wanted)] == wanted for wanted in _stems_of(topic) for i in range(len(found)))


@cache
def _stems_of(topic: topics.Topic) -> frozenset[tuple[str, ...]]:
    """The stems of each of a topic's words; not of one that loses a word on the way ("vitamin c")."""
    every = ((word, tuple(stems(word))) for word in topic.words)
    return frozenset(
        stemmed for word, stemmed in every if len(stemmed) == len(word.replace("-", " ").split())
    )


def has_subject(statement: Statement, table: TreatmentTable) -> bool:
    """Whether a sentence says what it is about: a treatment, a topic, or some words of its own."""
    text = statement.text
    if table.find(text) or any(names(statement, topic, table) for topic in topics.table()):
        return True
    return len({s for s in stems(text) if not s.isdigit()} - _TELLS_NOTHING) >= _SUBJECT
