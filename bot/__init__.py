"""From a message to an Answer: triage, understand, retrieve, quote, verify.

Reads the index that `ingest` wrote; knows nothing of the page that draws its answers.

    python -m bot "Is flaking normal a week after microneedling?"
"""
