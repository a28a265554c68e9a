"""From a folder of articles to an index: load, clean, split, embed, store.

Knows nothing of questions or answers; `bot` reads what this package writes.

    python -m ingest corpus/
"""
