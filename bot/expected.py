"""What the articles say is normal on which day after a treatment: the bars of the recovery timeline."""

from __future__ import annotations

from bot.contract import Expected
from ingest.article import Origin
from ingest.index import Index
from ingest.treatments import shipped


def expected(index: Index, treatment: str) -> tuple[Expected, ...]:
    """Each interval once a source, the sign that ends first in front; none for an unknown treatment."""
    if treatment not in shipped().names:
        return ()
    names = shipped().applies_to(treatment)
    found: dict[tuple[str, int, int, str], Expected] = {}
    for entry in index.manifest.articles:
        if not entry.expect or not names & set(entry.treatments):
            continue
        origins: dict[str, Origin] = {}
        for passage in index.passages(entry.passages).values():
            origins |= passage.sources
        for one in entry.expect:
            origin = origins.get(one.source, Origin())
            who = origin.publisher or entry.title
            found.setdefault(
                (one.sign, one.start, one.end, who),
                Expected(one.sign, one.start, one.end, entry.id, entry.title, origin.publisher, origin.url),
            )
    last: dict[str, int] = {}
    for bar in found.values():
        last[bar.sign] = max(bar.end, last.get(bar.sign, 0))
    return tuple(sorted(found.values(), key=lambda e: (last[e.sign], e.sign, e.start, e.end)))
