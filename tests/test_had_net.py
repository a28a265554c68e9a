"""Which of the treatments that a message names counts: read by meaning, with the names hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.contract import Question
from bot.fits import fits
from bot.flow import Bot
from bot.had import asked_back, treatment_had
from bot.had_net import ADAPTER, HadNet, hidden
from bot.retrieve import retrieve
from bot.understand import understand
from evals.train_had import MESSAGES, hash_of, marked, read_marked, train
from ingest.article import Origin, Passage
from ingest.errors import AftercareError
from ingest.treatments import shipped

TABLE = shipped()


@pytest.fixture(scope="module")
def net() -> HadNet:
    return HadNet()


def test_the_adapter_was_trained_on_the_messages_that_stand_in_the_file() -> None:
    with np.load(ADAPTER) as arrays:
        assert str(arrays["messages"]) == hash_of(MESSAGES), "run: python -m evals train had"
    assert ADAPTER.stat().st_size < 1_000_000


@pytest.mark.parametrize(
    ("message", "treatment"),
    [
        ("Had my peel on Monday, and when I had laser it was five days. Gym?", "chemical peel"),
        ("My sister's botox leaflet says not to lie down. Mine was microneedling, can I?", "microneedling"),
        ("Hydrafacial got cancelled so they did dermaplaning. Makeup tonight?", "dermaplaning"),
        ("Filler is booked for March. Waxed my lip today, is a bit of red ok?", "waxing"),
        ("got my brows microbladed, can i swim", "microblading"),
        ("How long does a chemical peel stay red?", "chemical peel"),
    ],
)
def test_the_one_that_was_had_is_told_from_the_others(net: HadNet, message: str, treatment: str) -> None:
    assert understand(message, [], TABLE, judge=net.judge).treatment == treatment


def test_advice_of_what_was_not_had_is_not_looked_for(net: HadNet) -> None:
    told = "2,500 grafts put in last week. My brother, who had PRP in his scalp, slept propped up. Must I?"
    assert understand(told, [], TABLE).treatment == "prp"
    question = understand(told, [], TABLE, judge=net.judge)
    assert (question.treatment, question.not_had) == (None, frozenset({"prp"}))


def test_what_speaks_of_what_was_not_had_is_neither_found_nor_shown(bot: Bot) -> None:
    asked = Question("", "my skin is dry and flaky, is that normal?", slot="is_normal")
    elsewhere = replace(asked, not_had=frozenset({"microneedling"}))
    assert retrieve(asked, bot.index, bot.queries, TABLE)
    assert retrieve(elsewhere, bot.index, bot.queries, TABLE) == []
    general = Passage("a#1", "a", "Care", "", "guide", "text", "", (), (), Origin())
    told = "Flaky skin is normal for a week after microneedling."
    assert fits(asked, general, told, TABLE) and not fits(elsewhere, general, told, TABLE)
    assert fits(elsewhere, general, "Flaky skin is normal for a week.", TABLE)


def test_an_emergency_waits_for_no_judge(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(said: str, spans: Sequence[tuple[int, int]]) -> list[float]:
        raise AssertionError("asked")

    monkeypatch.setattr(bot, "judge", broken)
    assert bot.answer("my throat is closing after microneedling").outcome == "escalated"
    with pytest.raises(AssertionError, match="asked"):
        bot.answer("is my skin flaky after microneedling?")


def test_the_judge_decides_and_equals_are_asked_back() -> None:
    text = "a peel, botox and a wax"
    chances = {"peel": 0.9, "botox": 0.8, "wax": 0.4}

    def judge(said: str, spans: Sequence[tuple[int, int]]) -> list[float]:
        return [chances[said[start:end]] for start, end in spans]

    found = treatment_had(text, TABLE, judge)
    assert found is not None
    assert asked_back(found) == {"chemical peel", "botulinum toxin"}
    chances["botox"] = 0.6
    found = treatment_had(text, TABLE, judge)
    assert found is not None and (found.name, asked_back(found)) == ("chemical peel", frozenset())
    chances["peel"] = chances["botox"] = chances["wax"] = 0.01
    assert treatment_had(text, TABLE, judge) is None
    chances["wax"] = 0.1  # not sure of it: the words decide, and they are on nothing else
    found = treatment_had(text, TABLE, judge)
    assert found is not None and found.name == "waxing"


def test_one_that_the_words_speak_against_counts_less_easily() -> None:
    def found(text: str, chance: float) -> bool:
        return treatment_had(text, TABLE, lambda said, spans: [chance] * len(spans)) is not None

    assert found("is my peel ok", 0.06)
    assert not found("my sister had a peel", 0.06)
    assert found("my sister had a peel", 0.1)


def test_one_that_is_described_counts_where_none_that_is_named_does() -> None:
    text = "my friend had a peel, I had 20 minutes of red light"
    found = treatment_had(text, TABLE, lambda said, spans: [0.9 * (start > 20) for start, _ in spans])
    assert found is not None and found.name == "led light therapy"


def test_names_are_hidden() -> None:
    text = "Botox today, peel last week"
    spans = ((0, 5), (13, 17))
    assert hidden(text, spans, 0) == "xx today, yy last week"
    assert hidden(text, spans, 1) == "yy today, xx last week"
    assert hidden(text, ((0, 5), (0, 11), (13, 17)), 0) == "xx today, yy last week"  # one holds the other
    far = f"Botox today{' and on' * 90}, peel last week"
    at = far.index("peel")
    near = hidden(far, ((0, 5), (at, at + 4)), 1)
    assert near.endswith("and on, xx last week") and len(near) < 240 and "yy" not in near


def test_kisses_and_sizes_are_no_treatment(net: HadNet) -> None:
    text = "Had my peel on Monday, can I swim? My sister had botox"
    spans = [(7, 11), (49, 54)]
    plain, kissed = net.judge(text, spans), net.judge(f"{text} XX xxl yy", spans)
    assert kissed == pytest.approx(plain, abs=0.1)


def test_where_the_name_is_past_what_is_read_the_words_decide(net: HadNet) -> None:
    far = "!" * 190 + " had a peel"
    assert net.judge(far, [(len(far) - 4, len(far))]) == [0.2]
    question = understand(far, [], TABLE, judge=net.judge)
    assert question.treatment == "chemical peel"


def test_a_flood_of_names_is_not_judged() -> None:
    judged = []

    def judge(said: str, spans: Sequence[tuple[int, int]]) -> list[float]:
        judged.append(said)
        return [1.0] * len(spans)

    assert treatment_had("botox, " * 25, TABLE, judge) is not None and not judged
    assert treatment_had("botox, " * 24, TABLE, judge) is not None and judged


def test_many_treatments_are_judged_each(net: HadNet) -> None:
    text = "had a peel. " * 20
    spans = [(6 + 12 * at, 10 + 12 * at) for at in range(20)]
    assert len(net.judge(text, spans)) == 20
    assert net.judge("nothing", []) == []


def test_a_line_that_marks_nothing_is_named(tmp_path: Path) -> None:
    messages = tmp_path / "had.txt"
    messages.write_text("my {peel}\nnothing is marked\n")
    with pytest.raises(AftercareError, match=r"had\.txt:2"):
        read_marked(messages)
    messages.write_text("my {peel} and <botox\n")
    with pytest.raises(AftercareError, match=r"had\.txt:1"):
        read_marked(messages)
    assert marked("{peel} or <botox>?").counts == (True, False)


def test_a_judge_is_trained_from_a_file_of_messages(tmp_path: Path) -> None:
    messages, adapter = tmp_path / "had.txt", tmp_path / "adapter.npz"
    messages.write_text("".join(f"had {{a peel}}, sister had <botox>, day {n}\n" for n in range(24)))
    train(adapter, lambda _: None, messages, beside=0)
    text = "had a peel, sister had botox, day 3"
    own, other = HadNet(adapter).judge(text, [(4, 10), (23, 28)])
    assert own > other


@pytest.mark.parametrize(
    ("chance", "treatment"), [(0.33, "laser hair removal"), (0.2, "waxing"), (0.09, "waxing")]
)
def test_one_that_is_described_counts_where_it_is_likelier_than_what_is_named(
    chance: float, treatment: str
) -> None:
    text = "moved from waxing to laser for my bikini line, first go was yesterday"
    found = treatment_had(text, TABLE, lambda _, spans: [0.07, chance][: len(spans)])
    assert found and found.name == treatment


def judged(text: str, *chances: float) -> set[str]:
    """The treatment that counts, or those that are asked back."""
    found = treatment_had(text, TABLE, lambda said, spans: chances)
    return set(asked_back(found) or {found.name}) if found else set()


def test_of_two_readers_who_differ_neither_is_sure() -> None:
    text = "i had botox, mum had a peel. gym?"
    assert judged(text, 0.01, 0.9) == {"chemical peel"}  # the judge is sure of both
    assert judged(text, 0.05, 0.9) == {"botulinum toxin", "chemical peel"}


def test_a_name_in_brackets_says_what_is_meant() -> None:
    assert judged("got my lips done (lip blush). curry?", 0.95, 0.9) == {"lip blush"}


def test_a_description_beside_a_name_is_of_the_same_and_one_apart_is_not() -> None:
    assert judged("forehead filler done yesterday, hat?", 0.9, 0.9) == {"dermal filler"}
    assert judged("ears pierced and a tatt, lifting?", 0.9, 0.9) == {"piercing", "tattoo"}


def test_a_tattoo_that_another_treatment_is_done_over_is_a_place() -> None:
    assert judged("can i get laser hair removal over a tattoo", 0.9) == {"laser hair removal"}
    assert judged("had ipl near my lip filler", 0.9, 0.9) == {"ipl", "lip filler"}
    assert "tattoo" in judged("can I have ipl over the tattoo I got yesterday?", 0.2, 0.9)
