"""Times that sources state: read from a sentence, shown side by side, held against the person's day."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import wording
from bot.clinic import read_clinic
from bot.contract import Question, Quote, QuotedSentence
from bot.course import course
from bot.differ import conflict, positions
from bot.flow import Bot
from bot.times import stated
from evals.judge import broken_rules
from ingest import topics
from ingest.article import Sentence
from ingest.build import ingest
from ingest.embed import Embedder
from tests.sentences import passage_of

MAKEUP, REDNESS = topics.named("makeup"), topics.named("redness")


def quote(text: str, *, article: str = "a", score: float = 1.0, section: str = "") -> Quote:
    passage = passage_of(text, article, section=section)
    return Quote(passage, 0, len(text), passage.sentences[0], score)


@pytest.mark.parametrize(
    ("text", "words", "high"),
    [
        ("Avoid makeup for 12 hours, and no sauna for two days.", "12 hours", 12),
        ("No sauna for two days, and wait 24 hours with makeup.", "24 hours", 24),
        ("Leave makeup off for the first few days.", "few days", 96),
    ],
)
def test_the_time_nearest_to_the_topic_is_its_time(text: str, words: str, high: float) -> None:
    (time,) = stated(quote(text), MAKEUP)
    assert (time.words, time.high) == (words, high)


@pytest.mark.parametrize(
    "text",
    [
        "Stop makeup 3 days before the treatment.",  # not counted from the treatment on
        "Take a shower after 2 days.",  # on something else
        "Makeup is fine.",  # no time
        "A clinic that was asked about makeup a week after the treatment named no number of days.",
    ],
)
def test_what_states_no_wait_is_none(text: str) -> None:
    assert stated(quote(text), MAKEUP) == ()


@pytest.mark.parametrize(
    "text",
    [
        "A rash often shows only several days after the makeup touched the skin.",
        "No direct sun for 1 to 2 months, one text says.",
    ],
)
def test_a_time_of_something_else_is_not_the_topic_s(text: str) -> None:
    assert stated(quote(text, section="When can I use makeup or go in the sun?"), MAKEUP) == ()


def test_a_wait_for_something_else_is_no_time_of_a_sign() -> None:
    assert stated(quote("Alcohol adds to redness, so one clinic says none for 24 hours."), REDNESS) == ()
    (time,) = stated(quote("Redness lasts 3 days; avoid the sun for two weeks."), REDNESS)
    assert time.words == "3 days"


def test_what_a_sentence_leans_on_says_what_its_time_is_on() -> None:
    before, own = "Redness is usual and lasts some weeks. ", "Both, as well as itching, go within 24 hours."
    whole = quote(before + own)
    leaning = Quote(whole.passage, 0, len(before + own), Sentence(len(before), len(before + own)), 1.0)
    assert [time.words for time in stated(leaning, REDNESS)] == ["24 hours"]


def test_one_sentence_may_tell_that_sources_differ() -> None:
    times = stated(quote("Sources differ on makeup: one says 24 hours, another 3 days."), MAKEUP)
    assert [(time.words, time.place, time.of) for time in times] == [("24 hours", 0, 2), ("3 days", 1, 2)]
    three = stated(quote("Studios differ on makeup: 9 days, 10 days, or 14 days."), MAKEUP)
    assert [time.words for time in three] == ["9 days", "10 days", "14 days"]


def test_positions_are_those_that_differ_shortest_first() -> None:
    ask = Question("q", "q", "may_i", "microneedling", topics=("makeup",))
    one, other = quote("Avoid makeup for 24 hours."), quote("Wait 3 days with makeup.", article="b")
    assert [time.words for time in positions(ask, [other, one])] == ["24 hours", "3 days"]
    assert positions(ask, [one, quote("Avoid makeup for one day.", article="b")]) == []
    assert positions(ask, [one, quote("Wait 3 days with makeup.", article="b", score=0.2)]) == []


@pytest.mark.parametrize(
    ("second", "cautious"),
    [
        ("A clinic says redness lasts 7 days.", None),
        ("You may get redness for 7 days, one clinic says.", None),
        ("Call your clinic if redness lasts over 7 days.", "7 days"),
    ],
)
def test_only_who_says_to_call_names_a_time_to_call(second: str, cautious: str | None) -> None:
    question = Question("", "", slot="how_long", topics=("redness",), treatment="microneedling")
    found = [quote("One doctor says redness lasts 24 hours.", article="b"), quote(second)]
    times = positions(question, found)
    shown = [QuotedSentence(one.text, (number,)) for number, one in enumerate(found, 1)]
    told = conflict(question, times, shown)
    assert told is not None and len(told.positions) == 2
    assert (told.cautious and told.cautious.says) == cautious


@pytest.mark.parametrize(
    ("day", "pattern"),
    [(1, wording.DAY_SIGN_WITHIN), (4, wording.DAY_SIGN_BETWEEN), (9, wording.DAY_SIGN_OVER)],
)
def test_the_day_is_held_against_the_times(day: int, pattern: str) -> None:
    ask = Question("q", "q", "is_normal", "microneedling", day=day, topics=("redness",))
    quotes = [quote("Redness settles within 2 days."), quote("Redness lasts up to 7 days.", article="b")]
    told = course(ask, quotes, {})
    assert told is not None and told[0] == pattern


def test_no_day_or_no_time_is_silence() -> None:
    ask = Question("q", "q", "is_normal", "microneedling", topics=("redness",))
    assert course(ask, [quote("Redness settles within 2 days.")], {}) is None
    with_day = Question("q", "q", "is_normal", "microneedling", day=3, topics=("redness",))
    assert course(with_day, [quote("Redness is normal.")], {}) is None


LEAFLETS = {
    "one": "# After microneedling\n\nAvoid makeup for 24 hours after microneedling.\n",
    "two": "# Microneedling care\n\nDo not wear makeup for 3 days after microneedling.\n",
}


@pytest.fixture(scope="module")
def leaflets(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A shipped page and a clinic's own leaflet that disagree, in one index."""
    folder = tmp_path_factory.mktemp("leaflets")
    for name, text in LEAFLETS.items():
        (folder / name).mkdir()
        (folder / name / f"{name}.md").write_text(text)
    ingest([folder / "one", folder / "two"], folder / "index", embedder)
    (folder / "clinic.yaml").write_text("name: Clinic by the River\nleaflets: [two]\n")
    return folder


def test_sources_that_differ_stand_side_by_side(leaflets: Path, embedder: Embedder) -> None:
    answer = Bot(leaflets / "index", embedder).answer("can I wear makeup 2 days after microneedling?")
    (conflict,) = answer.conflicts
    assert [position.says for position in conflict.positions] == ["24 hours", "3 days"]
    assert conflict.cautious == conflict.positions[-1]
    for position in conflict.positions:
        assert position.says in answer.citations[position.citation - 1].quote
    assert "Sources differ on makeup: 24 hours [" in answer.text and "longest wait" in answer.text
    assert any(note.startswith("Your day 2:") for note in answer.notes)
    assert broken_rules(answer) == ()


def test_a_clinic_s_own_leaflet_goes_first_and_says_so(leaflets: Path, embedder: Embedder) -> None:
    clinic = read_clinic(leaflets / "clinic.yaml")
    answer = Bot(leaflets / "index", embedder, clinic=clinic).answer("makeup after microneedling?")
    assert (answer.citations[0].article_id, answer.citations[0].own) == ("two", True)
    assert not answer.citations[1].own
    assert Bot(leaflets / "index", embedder).answer("makeup after microneedling?").citations[0].own is False
