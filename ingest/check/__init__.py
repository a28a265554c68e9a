"""The library's linter: articles in, findings and a page of coverage out; nothing is written.

Knows what ingest makes of a file, and nothing of indexes or questions. Each module holds one kind of
check as pure functions from articles to findings; `run` calls them all.

    python -m ingest --check corpus/
"""
