"""Which sentences compete, how surely one answers, and which of them are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answer import choose
from bot.candidates import candidates, confidence
from bot.contract import Hit, Question, Quote
from bot.differ import positions
from bot.spans import told
from bot.understand import understand
from ingest.article import Sentence
from ingest.treatments import shipped
from tests.sentences import passage_of

TABLE = shipped()


def hit(text: str, near: float, *, number: int = 1) -> Hit:
    return Hit(passage_of(text, number=number), near, (near,), (None,))


def asked(text: str) -> Question:
    return understand(f"{text} after microneedling", (), TABLE)


def texts(quotes: list[Quote]) -> list[str]:
    return [quote.text for quote in quotes]


def test_a_sentence_that_does_not_name_what_is_done_stands_back_and_is_there() -> None:
    question = asked("can I drink wine")
    water, wine = "Drink plenty of water.", "Leave wine for two days."
    found = candidates(question, [hit(water, 0.5, number=1), hit(wine, 0.5, number=2)], TABLE)
    assert texts(found) == [wine, water]
    assert found[0].sure > 0.5 and found[1].sure == 0


def test_the_surest_sentence_is_how_sure_an_answer_is() -> None:
    question = asked("can I drink wine")
    found = candidates(question, [hit("Wine can wait.", 0.6), hit("Nothing.", 0.1, number=2)], TABLE)
    assert confidence(question, found, TABLE) == max(quote.sure for quote in found) > 0.5
    assert confidence(question, [], TABLE) == 0
    assert confidence(asked("hello"), found, TABLE) == 0  # nothing was asked


def test_a_sentence_nearly_as_good_as_the_direct_one_is_shown_without_its_words() -> None:
    question = asked("is it normal that I twitch")
    direct, near, far = "A twitch is normal.", "A muscle jumps at first.", "The clinic is on the high street."
    hits = [hit(direct, 0.6), hit(near, 0.75, number=2), hit(far, 0.3, number=3)]
    assert texts(choose(question, candidates(question, hits, TABLE), TABLE)) == [direct, near]


def test_one_that_does_not_name_what_is_done_is_not_shown_for_its_nearness() -> None:
    question = asked("can I fly")
    flights, road = "Flights have to wait.", "The road home is long."
    found = candidates(question, [hit(flights, 0.6), hit(road, 0.9, number=2)], TABLE)
    assert [quote.text for quote in found if quote.score > 0.85 * found[0].score] == [flights, road]
    assert texts(choose(question, found, TABLE)) == [flights]


def test_the_direct_sentence_is_not_far_behind_the_best_one() -> None:
    question = asked("is it normal that I twitch")
    best, named = "Small jumps of a muscle are common.", "A twitch is normal."
    found = candidates(question, [hit(best, 0.8), hit(named, 0.5, number=2)], TABLE)
    assert 0.7 < found[1].score / found[0].score < 0.85
    assert texts(choose(question, found, TABLE))[0] == best


@pytest.mark.parametrize(("text", "shown"), [("Wait 2 days with the sauna.", True), ("Wait 2 days.", False)])
def test_a_time_answers_only_together_with_what_is_done(text: str, shown: bool) -> None:
    question = asked("how long no sauna")
    assert bool(choose(question, candidates(question, [hit(text, 0.8)], TABLE), TABLE)) is shown


def test_a_time_for_makeup_brushes_is_none_for_makeup() -> None:
    question = asked("when can I wear makeup")
    brushes = "Keep used makeup brushes away from the skin in the first 24 hours."
    makeup, longest = "Makeup can be worn after 48 hours.", "Wait 7 days with makeup."
    hits = [hit(text, 0.8, number=number) for number, text in enumerate((brushes, makeup, longest))]
    found = candidates(question, hits, TABLE)
    assert texts(found)[-1] == brushes
    assert [time.words for time in positions(question, found)] == ["48 hours", "7 days"]


def test_a_list_item_is_read_without_the_items_above_it() -> None:
    text = "Leave out:\n- wine for 24 hours\n- gossip for a week"
    lead, first, second = (0, 10), (13, 30), (33, 50)
    items = (Sentence(*first, lead), Sentence(*second, lead))
    passage = replace(passage_of(text), sentences=items)
    found = candidates(asked("can I drink wine"), [Hit(passage, 0.6, (0.5, 0.6), (None, None))], TABLE)
    assert [(quote.sentence, quote.sure > 0) for quote in found] == [(items[0], True), (items[1], False)]
    assert told(found[1]) == "Leave out: gossip for a week"


def test_what_is_said_of_the_time_before_stands_back_where_afterwards_is_asked() -> None:
    early, later = "No wine for 24 hours before your treatment.", "No wine for two days afterwards."
    hits = [hit(early, 0.62), hit(later, 0.6, number=2)]
    found = candidates(asked("can I drink wine"), hits, TABLE)
    assert texts(found) == [later, early]
    assert found[1].sure < found[0].sure - 0.05
    booked = understand("microneedling is booked, can I drink wine", (), TABLE)
    assert texts(candidates(booked, hits, TABLE)) == [early, later]


def test_how_often_is_answered_first_by_what_says_so() -> None:
    question = asked("how many times a day do I wash")
    assert question.slot == "how_often"
    twice, gently = "Wash your face twice a day.", "Wash your face gently, with clean hands."
    found = candidates(question, [hit(gently, 0.8), hit(twice, 0.75, number=2)], TABLE)
    assert choose(question, found, TABLE)[0].text == twice


def test_praise_is_not_shown_beside_an_answer() -> None:
    question = asked("does it hurt")
    answer = "Pain goes within an hour."
    praise = "Our team is proud that nobody feels pain."
    found = candidates(question, [hit(answer, 0.8), hit(praise, 0.79, number=2)], TABLE)
    assert texts(found) == [answer, praise]
    assert texts(choose(question, found, TABLE)) == [answer]
