"""Faults put in on purpose: each is caught by the gate that `make evals` runs, and named with its cases."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

import bot.compose
from bot.contract import Quote
from bot.net import Net
from bot.signs import Rule, rules
from bot.spans import shown
from bot.wording import DISCLAIMER
from evals.cases import SETS
from evals.gate import gate
from evals.results import Results
from evals.run import run_sets
from ingest.build import ingest as build
from ingest.embed import Embedder
from ingest.index import Index
from ingest.split import BUDGET, split
from tests.conftest import ROOT

TREATMENTS = ("microneedling", "microdermabrasion")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles on two treatments that are easily taken for each other."""
    folder = tmp_path_factory.mktemp("two") / "corpus"
    for name in TREATMENTS:
        shutil.copytree(ROOT / "corpus" / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def index(library: Path, embedder: Embedder) -> Path:
    build([library], library.parent / "index", embedder)
    return library.parent / "index"


@pytest.fixture(scope="module")
def questions(library: Path) -> Path:
    """The cases of the shipped set that these articles answer, and what is asked of danger signs."""
    held = {path.relative_to(library).with_suffix("").as_posix() for path in library.rglob("*.md")}
    shipped = yaml.safe_load((SETS / "shipped.yaml").read_text(encoding="utf-8"))["cases"]
    cases = [
        case
        for case in shipped
        if {place["article"] for place in case["expect"].get("answer_in", ())} <= held
        and case["expect"].get("outcome") != "clarify"
    ]
    path = library.parent / "two.yaml"
    path.write_text(yaml.safe_dump({"library": "two treatments", "cases": cases}), encoding="utf-8")
    return path


@pytest.fixture(scope="module", autouse=True)
def _rules_alone() -> Iterator[None]:
    """Without the second net, which may read by meaning what a removed rule had read by its words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Net, "read", lambda *_: [])
        yield


@pytest.fixture(scope="module")
def now(questions: Path, index: Path) -> Callable[[], Results]:
    return lambda: run_sets([questions], str(index), workers=1)


@pytest.fixture(scope="module")
def baseline(now: Callable[[], Results]) -> Results:
    found = now().without_texts()
    assert gate(found, found, []) == []
    return found


def test_a_dropped_disclaimer_is_caught(
    baseline: Results, now: Callable[[], Results], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = bot.compose._text
    monkeypatch.setattr("bot.compose._text", lambda answer: whole(answer).removesuffix(DISCLAIMER))
    told = "\n".join(gate(now(), baseline, []))
    assert "disclaimer: not answers that close with the disclaimer" in told
    assert "two/mn-spf" in told and "rule 2: the disclaimer is not last" in told


def test_an_altered_sentence_is_caught(
    baseline: Results, now: Callable[[], Results], monkeypatch: pytest.MonkeyPatch
) -> None:
    def altered(quote: Quote) -> tuple[str, ...]:
        return tuple(piece.replace("Avoid", "Enjoy") for piece in shown(quote))

    monkeypatch.setattr("bot.cite.shown", altered)
    told = "\n".join(gate(now(), baseline, []))
    assert "two: exact_quotes: not quotes that stand letter for letter" in told
    assert "two/mn-exfoliate" in told


def test_a_treatment_filter_that_is_off_is_caught(
    baseline: Results, now: Callable[[], Results], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("by_meaning", "by_words"):
        held: Any = getattr(Index, name)
        monkeypatch.setattr(
            Index, name, lambda self, what, limit, _, held=held: held(self, what, limit, None)
        )
    told = "\n".join(gate(now(), baseline, []))
    assert "two: wrong_treatment 0.000 → 0." in told
    assert "two/mn-tight" in told


def test_a_danger_sign_that_is_removed_is_caught(
    baseline: Results, now: Callable[[], Results], monkeypatch: pytest.MonkeyPatch
) -> None:
    def without() -> tuple[Rule, ...]:
        return tuple(rule for rule in rules() if "breath" not in rule.sign)

    monkeypatch.setattr("bot.triage.rules", without)
    told = "\n".join(gate(now(), baseline, []))
    assert "two: an emergency is read lower:\n  two/danger-breath" in told


def test_a_splitter_that_is_halved_is_caught(
    baseline: Results,
    library: Path,
    questions: Path,
    embedder: Embedder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ingest.generation.split", partial(split, budget=BUDGET // 2))
    build([library], tmp_path / "index", embedder)
    told = "\n".join(gate(run_sets([questions], str(tmp_path / "index"), workers=1), baseline, []))
    assert "two: context " in told
