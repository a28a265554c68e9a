"""From a message to an Answer on real libraries: quoted, cited, held to the treatment, disclaimed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.contract import Quote, Turn
from bot.flow import Bot
from bot.verify import verified
from evals.judge import broken_rules
from ingest.build import ingest
from ingest.embed import Embedder
from ingest.index import open_index


def test_the_question_that_the_project_began_with(bot: Bot) -> None:
    answer = bot.answer("Dry red flaky skin a week after microdermabrasion. Is this normal?")
    assert (answer.outcome, answer.urgency, answer.treatment, answer.day) == (
        "answered",
        "routine",
        "microdermabrasion",
        7,
    )
    assert {c.article_id for c in answer.citations} == {"microdermabrasion/dry-red-flaky-skin"}
    first = answer.citations[0]
    assert first.summary_of and first.author == "Dr. Elham Jafari" and first.publisher is None
    assert "Redness and itching can follow microdermabrasion" in first.quote
    assert broken_rules(answer) == ()


def test_the_contract_s_keys_are_all_there(bot: Bot) -> None:
    data = bot.answer("which SPF after microneedling").to_dict()
    assert set(data) >= {
        "question", "standalone_question", "outcome", "urgency", "treatment", "day", "instruction", "text",
        "sentences", "citations", "conflicts", "follow_ups", "disclaimer", "timings_ms",
    }  # fmt: skip
    assert set(data["citations"][0]) >= {
        "number", "article_id", "title", "section", "publisher", "author", "updated", "url", "evidence",
        "copy", "commercial", "quote", "passage",
    }  # fmt: skip
    assert set(data["sentences"][0]) >= {"text", "citations"}
    assert set(data["timings_ms"]) >= {"triage", "understand", "retrieve", "answer", "verify", "total"}


def test_follow_up_questions_are_ones_that_the_library_answers(bot: Bot) -> None:
    answer = bot.answer("is dry skin normal after microneedling?")
    assert 0 < len(answer.follow_ups) <= 3
    for follow_up in answer.follow_ups:
        assert bot.answer(follow_up).outcome == "answered"


def test_a_follow_up_keeps_the_treatment(bot: Bot) -> None:
    first = bot.answer("is dry skin normal after microneedling?")
    history = [Turn("user", first.question), Turn("assistant", first.text)]
    answer = bot.answer("and how long does it last?", history)
    assert (answer.outcome, answer.treatment) == ("answered", "microneedling")
    assert "few days" in answer.text


def test_advice_on_one_treatment_never_answers_about_another(bot: Bot) -> None:
    answer = bot.answer("which SPF after microdermabrasion")
    assert all(c.article_id.startswith("microdermabrasion/") for c in answer.citations)
    put_on = bot.answer("what can I put on my skin after microdermabrasion")
    assert {c.article_id for c in put_on.citations} == {"microdermabrasion/dry-red-flaky-skin"}
    assert bot.answer("which SPF after botox").outcome == "abstained"


@pytest.mark.parametrize(
    "question",
    [
        "is dry flaky skin normal after my nose job",
        "which SPF after cupping",
        "can I take a hot shower after giving birth",
        "is redness normal after a spray tan",
    ],
)
def test_a_treatment_that_the_table_does_not_know_is_not_answered_with_another(
    bot: Bot, question: str
) -> None:
    assert bot.answer(question).outcome == "abstained"


def test_a_treatment_that_the_table_does_not_know_is_found_by_its_own_words(
    tmp_path: Path, embedder: Embedder
) -> None:
    (tmp_path / "tan.txt").write_text(
        "Spray tan care\n\nWhen can I shower?\n\nDo not shower for 8 hours after a spray tan.\n"
    )
    ingest([tmp_path / "tan.txt"], tmp_path / "index", embedder)
    bot = Bot(tmp_path / "index", embedder)
    assert bot.answer("when can I shower after a spray peel mask").outcome == "abstained"
    answer = bot.answer("when can I shower after my spray tan")
    assert (answer.outcome, answer.sentences[0].text) == (
        "answered",
        "Do not shower for 8 hours after a spray tan.",
    )


def test_a_treatment_that_is_not_named_is_asked_for_where_it_matters(bot: Bot) -> None:
    answer = bot.answer("is redness normal?")
    assert answer.outcome == "clarify"
    assert set(answer.choices) == {"microneedling", "microdermabrasion"}
    assert answer.sentences == ()
    asked = [Turn("user", "is redness normal?"), Turn("assistant", answer.text)]
    chosen = bot.answer("microneedling", asked)
    assert chosen.standalone_question == "is redness normal after microneedling?"
    assert "Some redness after microneedling is normal too." in chosen.text


def test_answers_without_a_treatment_say_which_one_each_sentence_is_on(bot: Bot) -> None:
    answer = bot.answer("what causes the dryness")
    assert answer.outcome == "answered"
    assert all(sentence.about for sentence in answer.sentences)
    assert f"After {answer.sentences[0].about}:" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Who won the world cup in 2018",
        "how long before flying after a tummy tuck",
        "when can I use retinol again after microneedling",
        "how much does microneedling cost",
        "can i drink alcohol after microneedling",
        "can i do microneedling while pregnant",
        "can i sleep on my side after microneedling",
        "is swelling normal after microneedling",
        "how many sessions of microneedling do i need",
    ],
)
def test_what_is_not_covered_is_said_to_be_so(bot: Bot, question: str) -> None:
    answer = bot.answer(question)
    assert answer.outcome == "abstained"
    assert answer.citations == () and answer.sentences == ()
    assert "does not cover" in answer.text and "clinic" in answer.text


def test_an_emergency_is_an_instruction_first_and_nothing_looked_up(bot: Bot) -> None:
    answer = bot.answer("had microneedling an hour ago and my throat feels like its closing")
    assert (answer.outcome, answer.urgency, answer.citations) == ("escalated", "emergency", ())
    assert answer.instruction and answer.text.startswith(f"**{answer.instruction}**")
    assert broken_rules(answer) == ()


def test_an_urgent_sign_is_answered_under_its_instruction(bot: Bot) -> None:
    answer = bot.answer("pus after microneedling, which cleanser can I use after microneedling?")
    assert answer.urgency == "urgent" and answer.outcome == "answered"
    assert answer.instruction and answer.text.startswith(f"**{answer.instruction}**")


def test_pages_give_their_answer_and_not_their_clutter(pages_bot: Bot) -> None:
    answer = pages_bot.answer("what can I put on my skin after a chemical peel?")
    assert "Use a plain moisturizer twice a day." in [s.text for s in answer.sentences]
    assert "Lumora" not in " ".join(s.text for s in answer.sentences)
    clinic = pages_bot.answer("are small red bumps normal after dermaplaning?")
    assert clinic.citations[0].author == "Dr. Ada Marsh"
    assert "second dermaplaning" not in clinic.text  # the client's own words are no advice


def test_a_list_item_is_shown_with_the_line_that_gives_it_its_sense(pages_bot: Bot) -> None:
    answer = pages_bot.answer("can I wear makeup after a chemical peel?")
    lead, item = answer.sentences[:2]
    assert (lead.text, lead.introduces) == ("For the first 48 hours, stay away from:", True)
    assert item.text == "Makeup" and "stay away from: Makeup [1]" in answer.text


def test_two_footnotes_are_two_citations(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "makeup.md").write_text(
        "---\ntitle: Makeup after waxing\ntreatments: [waxing]\nevidence: brand\nsources:\n"
        "  a: {title: One, publisher: Alpha, evidence: brand, read: page, url: 'https://a.example/x'}\n"
        "  b: {title: Two, publisher: Beta, evidence: clinic, read: note}\n---\n"
        "## When can I wear makeup after waxing?\n"
        "Advice on makeup after waxing differs: one brand says 24 hours,[^a] a clinic 48 hours.[^b]\n"
    )
    ingest([tmp_path / "makeup.md"], tmp_path / "index", embedder)
    answer = Bot(tmp_path / "index", embedder).answer("when can I wear makeup after waxing")
    assert [(c.publisher, c.url) for c in answer.citations] == [
        ("Alpha", "https://a.example/x"),
        ("Beta", None),
    ]
    assert answer.sentences[0].citations == (1, 2)


def test_a_quote_that_is_not_in_the_store_is_not_shown(pages_index: Path, embedder: Embedder) -> None:
    index = open_index(pages_index, embedder.name)
    stored = index.passages(["blog#2"])
    passage = stored["blog#2"]
    sentence = passage.sentences[0]
    good = Quote(passage, sentence.start, sentence.end, sentence, 1.0)
    altered = replace(passage, text=passage.text.replace("5 days", "9 days"))
    beyond = replace(sentence, end=len(passage.text) + 5)
    assert verified([good], stored) == [good]
    assert verified([replace(good, passage=altered)], stored) == []
    assert verified([replace(good, end=beyond.end, sentence=beyond)], stored) == []
    assert verified([good], {}) == []
    index.close()


def test_a_fact_that_was_copied_is_cited_once(tmp_path: Path, embedder: Embedder) -> None:
    library = tmp_path / "library"
    library.mkdir()
    for name, place in (("one", "the"), ("two", "your")):
        (library / f"{name}.txt").write_text(
            "Waxing care\n\nHow long should I avoid heat?\n\n"
            f"Avoid saunas, hot baths and steam rooms for 24 hours after waxing {place} skin.\n"
        )
    ingest([library], tmp_path / "index", embedder)
    answer = Bot(tmp_path / "index", embedder).answer("how long do I avoid a sauna after waxing?")
    assert answer.outcome == "answered"
    assert len(answer.citations) == len(answer.sentences) == 1
