"""The errors that are meant for a person: each says what is wrong and what to do about it."""

from __future__ import annotations


class AftercareError(Exception):
    """The work could not be done; the message names the place and the remedy."""


class BadInput(AftercareError):
    """One file of the library cannot be used; the rest goes on."""


class IndexProblem(AftercareError):
    """The index is missing, foreign, damaged or made by another embedder."""
