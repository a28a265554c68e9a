"""A passage as a record of Chroma, and back.

Searches filter by a few tags; the rest of a passage travels as one JSON value, so that nothing of it
depends on what Chroma takes as metadata.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from ingest.article import Origin, Passage, Sentence


def tags_of(passage: Passage) -> dict[str, Any]:
    """What searches filter by. Chroma refuses an empty list, so an untagged passage has none."""
    tags: dict[str, Any] = {"role": passage.role, "general": not passage.treatments}
    return {**tags, "treatments": list(passage.treatments)} if passage.treatments else tags


def metadata_of(passage: Passage) -> dict[str, Any]:
    """The passage less its text as Chroma metadata: tags, and one JSON record for the rest."""
    record = asdict(passage)
    for key in ("id", "text", "role", "treatments"):
        del record[key]
    return {"article": passage.article_id, "record": json.dumps(record), **tags_of(passage)}


def passage_of(id_: str, text: str, metadata: dict[str, Any]) -> Passage:
    """What `metadata_of` and the text were made of."""
    record = json.loads(metadata["record"])
    record["sentences"] = tuple(
        Sentence(s["start"], s["end"], tuple(s["lead"]) if s["lead"] else None, tuple(s["sources"]))
        for s in record["sentences"]
    )
    record["origin"] = Origin(**record["origin"])
    record["sources"] = {key: Origin(**value) for key, value in record["sources"].items()}
    return Passage(
        id=id_,
        text=text,
        role=metadata["role"],
        treatments=tuple(metadata.get("treatments") or ()),
        **record,
    )
