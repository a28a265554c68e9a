"""A small article without a fault, and the check of a folder of such articles."""

from __future__ import annotations

from pathlib import Path

from ingest.check.run import Checked, check
from ingest.treatments import shipped

CLEAN = """---
title: Flaky skin after microneedling
treatments: [microneedling]
kind: guide
evidence: professional-body
commercial: false
checked: 2026-11-21
sources:
  body: {title: A, publisher: A body, url: "https://body.example/a", evidence: professional-body, read: page}
  shop: {title: B, publisher: A shop, url: "https://shop.example/b", evidence: brand, read: note, copy: true}
expect:
  - {sign: flaking, from: 2, to: 7, source: body}
wait:
  - {activity: makeup, hours: 24, source: body}
  - {activity: makeup, hours: 72, source: shop}
  - {activity: sauna, hours: 168, source: shop}
---
## Is flaking normal after microneedling?
Flaking that starts on day 2 and ends by day 7 is expected after microneedling.[^body]
## When can I wear makeup after microneedling?
Sources differ on makeup after microneedling: a body says 24 hours,[^body] a shop 3 days.[^shop]
Do not go to saunas for a week after microneedling.[^shop]
## What can I put on my skin after microneedling?
Use a plain cream on the skin after microneedling.[^body]
Call your clinic the same day if you see pus after microneedling.[^body]
"""
LAST = CLEAN.count("\n") + 1  # the line of a sentence that is added


def checked(folder: Path, against: Path | None = None, **articles: str) -> Checked:
    for name, text in articles.items():
        (folder / f"{name}.md").write_text(text)
    return check([folder], shipped(), lambda text: len(text.split()), against)
