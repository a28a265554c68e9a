"""The second net under the danger signs: trained on what it says, reads by meaning, never lowers."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.net import FINE, PARTS, Net, Part, Reading, stored, windows
from bot.signs import by_label
from bot.triage import by_net, by_rules, triage
from evals.train import phrases_hash, read_phrases, train, varied
from ingest.errors import AftercareError
from ingest.treatments import shipped

RANK = {"routine": 0, "urgent": 1, "emergency": 2}


@pytest.fixture(scope="module")
def net() -> Net:
    return Net()


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.adapter.name)
def test_an_adapter_was_trained_on_the_phrases_that_stand_beside_it(part: Part) -> None:
    arrays = stored(part.adapter)
    stands = phrases_hash((*part.phrases, *part.further))
    assert str(arrays["phrases"]) == stands, "run: python -m evals train signs"
    assert list(map(str, arrays["labels"])) == [FINE, *sorted(by_label())]
    assert part.adapter.stat().st_size < 1_000_000


def test_the_nets_are_read_together() -> None:
    assert sum(part.share for part in PARTS) == pytest.approx(1)
    text = ["my lips have gone a funny colour"]
    (both,) = Net().read(text)
    alone = [Net([Part(part.adapter, part.phrases, 1.0)]).read(text)[0].probabilities for part in PARTS]
    mean = sum(part.share * one[FINE] for part, one in zip(PARTS, alone, strict=True))
    assert both.probabilities[FINE] == pytest.approx(mean, abs=1e-6)
    assert alone[0][FINE] != pytest.approx(alone[1][FINE], abs=1e-6)


def test_every_label_has_its_sign_in_the_table() -> None:
    assert {label for label, _ in read_phrases(PARTS[-1].phrases)} == {FINE, *by_label()}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "the left of the screen has vanished for me since the cheek injections",
            "vision-loss",
        ),
        ("she keeps gagging on her soup since the wrinkle jabs last week", "toxin-spread"),
        (
            "i wrote my family a letter, after this botched nose i will not be here tomorrow",
            "self-harm",
        ),
    ],
)
def test_what_the_rules_have_no_words_for_is_read_by_meaning(net: Net, text: str, label: str) -> None:
    assert by_rules([text], shipped()) is None
    found = triage(text, (), shipped(), net)
    assert found is not None and found.urgency == "emergency"
    assert by_label()[label].sign == found.sign


@pytest.mark.parametrize(
    "text",
    [
        "my skin is a bit flaky on day four after microneedling, is that normal?",
        "can filler really make you blind?",
        "no fever and no pus, only a little pink",
        "which sunscreen should I use after a chemical peel?",
        "I am dying to wear mascara again after my lash lift",
    ],
)
def test_ordinary_messages_pass_through_it(net: Net, text: str) -> None:
    assert triage(text, (), shipped(), net) is None


def test_it_never_lowers_what_the_rules_read(net: Net) -> None:
    for said in ("my throat is closing up", "yellow pus comes out of the spot", "is peeling normal?"):
        rules = by_rules([said], shipped())
        both = triage(said, (), shipped(), net)
        level = RANK[both.urgency if both else "routine"]
        assert level >= RANK[rules.urgency if rules else "routine"]


def test_windows_are_one_to_three_sentences_also_across_messages() -> None:
    found = dict(windows(["One thing is red. Two things hurt.", "Three things itch. Four are fine."]))
    assert found["one thing is red."] == 0
    assert found["one thing is red. two things hurt."] == 0
    assert found["one thing is red. two things hurt. three things itch. four are fine."] == 1
    assert list(windows(["!!", "🙂"])) == []


def test_a_phrase_is_varied_by_a_harmless_one_beside_it_and_by_a_letter() -> None:
    drawn = random.Random(0)
    made = {varied("it hurts", ["my skin is dry."], drawn) for _ in range(200)}
    assert {"it hurts", "it hurts. my skin is dry.", "my skin is dry. it hurts."} <= made
    assert any(len(text) in (7, 9) for text in made)
    assert {varied("x", ["y"], drawn) for _ in range(200)} >= {"x", "x. y.", "y. x."}


def test_what_stands_beside_a_sentence_may_clear_it_up() -> None:
    def reading(text: str, danger: float) -> Reading:
        return Reading(text, 0, {FINE: 1.0 - danger, "clot": danger})

    alone = [reading("it gave me a clot.", 0.95)]
    assert by_net(alone) is not None
    assert by_net([*alone, reading("it gave me a clot. that was years ago.", 0.1)]) is None
    assert by_net([*alone, reading("it gave me a clot. it hurts.", 0.7)]) is not None


def test_a_sign_has_to_be_likely_by_itself() -> None:
    spread = dict.fromkeys(("clot", "sepsis", "stroke", "infection"), 0.22)
    assert by_net([Reading("my head is lumpy.", 0, {FINE: 0.12, **spread})]) is None
    assert by_net([Reading("my head is lumpy.", 0, {FINE: 0.12, **spread, "clot": 0.44, "sepsis": 0.0})])


def test_an_adapter_is_trained_from_a_file_of_phrases(tmp_path: Path) -> None:
    phrases = tmp_path / "phrases.tsv"
    lines = [
        f"fine\tmy skin is a little dry on day {n}\nfever\tI have a fever of 3{n} degrees" for n in range(8)
    ]
    phrases.write_text("\n".join(lines))
    part = Part(tmp_path / "adapter.npz", (phrases,), 1.0)
    np.savez(part.adapter, **train(part, lambda _: None))  # type: ignore[arg-type]
    (reading,) = Net([part]).read(["a fever of forty"])
    assert set(reading.probabilities) == {FINE, "fever"}
    assert sum(reading.probabilities.values()) == pytest.approx(1.0)
    later = tmp_path / "later.tsv"
    further = replace(part, further=(later,))
    later.write_text("clot\tmy calf is a drum")
    with pytest.raises(AftercareError, match="clot is a sign"):
        train(further, lambda _: None, stored(part.adapter))
    later.write_text("\n".join(f"fever\tmy head is a kettle, number {n}" for n in range(16)))
    told = ["my head is a kettle today"]
    (before,) = Net([part]).read(told)
    np.savez(part.adapter, **train(further, lambda _: None, stored(part.adapter)))  # type: ignore[arg-type]
    (after,) = Net([part]).read(told)
    assert after.probabilities["fever"] > before.probabilities["fever"]
    with pytest.raises(AftercareError, match="was not trained on"):  # it holds them already
        train(further, lambda _: None, stored(part.adapter))
    phrases.write_text("fine my skin is dry")
    with pytest.raises(AftercareError, match=r"phrases\.tsv:1"):
        read_phrases([phrases])


def test_a_conversation_is_not_read_again_from_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    net = Net()
    passes: list[list[str]] = []
    forward = net._forward

    def counted(texts: list[str]) -> NDArray[np.float64]:
        passes.append(texts)
        return forward(texts)

    monkeypatch.setattr(net, "_forward", counted)
    first = net.read(["my cheek feels oddly cold today"])
    both = net.read(["my cheek feels oddly cold today", "and the tip of my nose is white"])
    assert both[0] == first[0]
    assert sum("my cheek feels oddly cold today" in texts for texts in passes) == 1
    assert b"cheek" not in b"".join(net._kept._rows)


def test_what_is_kept_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.net._KEPT", 2)
    net = Net()
    for text in ("the first of these lines", "the second of these lines", "the third of these lines"):
        net.read([text])
    assert len(net._kept._rows) == 2


def counted(net: Net, monkeypatch: pytest.MonkeyPatch, seconds: float = 0.0) -> list[list[str]]:
    """Every pass from now on; it takes so long and finds nothing."""
    passes: list[list[str]] = []

    def forward(texts: list[str]) -> NDArray[np.float64]:
        passes.append(texts)
        time.sleep(seconds)
        return np.full((len(texts), len(net.labels)), 1 / len(net.labels))

    monkeypatch.setattr(net, "_forward", forward)
    return passes


def test_of_a_conversation_without_an_end_the_latest_messages_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    net = Net()
    passes = counted(net, monkeypatch)
    said = [
        " ".join(f"spot number {number}-{at} is a bit red." for at in range(130)) for number in range(100)
    ]
    read = net.read(said)
    assert sum(map(len, passes)) == len(read) < 1_500
    assert {reading.message for reading in read} == {98, 99}
    assert len(net.read(said[:1])) > 250


def test_a_short_message_does_not_wait_for_a_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    net = Net()
    passes = counted(net, monkeypatch, seconds=0.02)
    long = [" ".join(f"spot number {at} is a bit red." for at in range(200))]
    reading = threading.Thread(target=net.read, args=(long,))
    reading.start()
    while len(passes) < 3:
        time.sleep(0.001)
    net.read(["my cheek feels oddly cold today"])
    assert reading.is_alive() and len(passes) < 8
    reading.join()
    assert len(passes) > 20
