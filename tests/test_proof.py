"""What a model's sentence may say of its source: the numbers, the sense, the names, the meaning."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.named import names_more
from bot.numbers import numbers_differ
from bot.proof import Prover
from bot.prose import claim
from bot.sense import sense_changed
from bot.support import Support
from evals.support import PAIRS, judge, precision_recall, read_pairs
from ingest.article import Article
from ingest.embed import Embedder
from ingest.split import split
from ingest.treatments import shipped


@pytest.mark.parametrize(
    ("said", "given", "differ"),
    [
        ("Wait three days.", "Wait 72 hours.", False),
        ("Wait a week.", "Wait 7 days.", False),
        ("Wait 3 days.", "Wait 3 hours.", True),
        ("It may last up to 4 weeks.", "It can last up to 4 weeks.", False),
        ("It lasts at least 4 weeks.", "It can last up to 4 weeks.", True),
        ("It lasts 4 weeks.", "It can last up to 4 weeks.", True),
        ("Use SPF 30.", "Use SPF 30 or more.", False),
        ("Use SPF 15.", "Use SPF 30 or more.", True),
        ("Use it twice a day.", "Use it once a day.", True),
        ("Take 500 mg.", "Take 500 ml.", True),
        ("Call about a fever above 39C.", "Call about a fever above 38 °C (100.4 °F).", True),
        ("Call about a fever above 38C.", "Call about a fever above 38 °C (100.4 °F).", False),
        ("It spreads 5cm past the wound.", "It spreads 1 cm past the wound.", True),
        ("Take 800mg.", "Take 200 mg.", True),
        ("Take 200mg.", "Take 200 mg.", False),
        ("Use one layer.", "Use two layers.", True),
        ("One clinic uses two layers.", "Use two layers.", False),
        ("Use it 2 times a day.", "Use it twice a day.", False),
        ("Wait for days before a swim.", "Wait 2 weeks before a swim.", True),
        ("No sauna for 12 hours.", "No makeup for 12 hours, and no sauna for 2 days.", True),
        ("No sauna for 2 days.", "No makeup for 12 hours, and no sauna for 2 days.", False),
    ],
)
def test_numbers(said: str, given: str, differ: bool) -> None:
    assert numbers_differ(said, given) is differ


@pytest.mark.parametrize(
    ("said", "given", "changed"),
    [
        ("Avoid picking.", "Do not go picking.", False),
        ("Go picking.", "Do not go picking.", True),
        ("Rub it, never pat it.", "Pat it, and never rub it.", True),
        ("Avoid saunas, pools and makeup.", "No saunas, no pools and no makeup.", False),
        ("Use pools.", "Avoid saunas, pools and makeup.", True),
        (
            "Swimming has to wait until the skin is whole.",
            "Do not go swimming until the skin is whole.",
            False,
        ),
        ("Redness is normal.", "Redness is abnormal.", True),
        ("Redness always comes.", "Redness can come.", True),
        ("Redness will come.", "Redness can come.", True),
        ("Redness may come.", "Redness can come.", False),
        ("There is no need to call.", "Call the clinic.", True),
        ("On day 3 it may be red.", "By day 3 the redness is usually gone.", True),
        ("Exercise 24 hours after makeup.", "Wait 24 hours before makeup.", True),
        ("Wait 24 hours with makeup.", "Sources differ on makeup: one says 24 hours, another 3 days.", True),
    ],
)
def test_sense(said: str, given: str, changed: bool) -> None:
    assert sense_changed(said, given) is changed


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("Use a gentle cleanser.", False),
        ("Use gentle cleansers.", False),
        ("Use a gentle cleanser and retinol.", True),
        ("Use Glowmax, a gentle cleanser.", True),
        ("Dermatologists say to use a gentle cleanser.", True),
        ("The clinic Rosehill says to use a gentle cleanser.", False),  # the publisher
    ],
)
def test_names(said: str, more: bool) -> None:
    assert names_more(said, "Use a gentle cleanser, a clinic says.", "Washing Rosehill") is more


@pytest.fixture(scope="module")
def prover(embedder: Embedder) -> Callable[[Article], Prover]:
    def of(article: Article) -> Prover:
        return Prover(split(article, embedder.count_tokens), shipped(), Support(embedder))

    return of


TEXT = """# After a peel
## When can I wear makeup after a chemical peel?
A clinic says to wait 24 hours before makeup after a chemical peel.
## And with sensitive skin, when makeup?
A doctor says to wait 3 days before makeup after a chemical peel.
"""


def test_a_sentence_with_two_sources_needs_each_for_its_own_part(
    prover: Callable[[Article], Prover], read: Callable[[str, str], Article]
) -> None:
    proved = prover(read("peel.md", TEXT)).proved
    both = "A clinic says to wait 24 hours before makeup [1], a doctor says to wait 3 days before makeup [2]."
    assert [quote.passage.id[-1] for quote in proved(claim(both))] == ["1", "2"]
    assert proved(claim(both.replace("[1]", "[0]").replace("[2]", "[1]").replace("[0]", "[2]"))) == ()
    assert proved(claim(both.replace("3 days", "4 days"))) == ()
    assert proved(claim(both.replace(" [2]", ""))) == ()


def test_the_quote_is_the_sentence_that_bears_it_out(
    prover: Callable[[Article], Prover], read: Callable[[str, str], Article]
) -> None:
    (quote,) = prover(read("peel.md", TEXT)).proved(
        claim("Wait a day before makeup after a chemical peel [1].")
    )
    assert quote.text == "A clinic says to wait 24 hours before makeup after a chemical peel."


@pytest.mark.parametrize(
    ("treatment", "shown"),
    [
        ("a chemical peel", True),
        ("a tca peel", True),
        ("a chemicle peel", True),
        ("waxing", False),
        ("PRP", False),
    ],
)
def test_a_treatment_has_to_be_the_sources_under_whichever_name(
    treatment: str, shown: bool, prover: Callable[[Article], Prover], read: Callable[[str, str], Article]
) -> None:
    said = f"Wait 24 hours before makeup after {treatment} [1]."
    assert bool(prover(read("peel.md", TEXT)).proved(claim(said))) is shown


@pytest.mark.parametrize(
    "said",
    [
        "I would wait 24 hours before makeup [1].",
        "Wait 24 hours before makeup, <b>always</b> [1].",
        "Wait 24 hours before makeup: www.shop.example [1].",
        "Should you wait 24 hours before makeup [1]?",
        "Wait 24 hours " + "and wait " * 60 + "before makeup [1].",
    ],
)
def test_what_is_no_plain_sentence_is_not_shown(
    said: str, prover: Callable[[Article], Prover], read: Callable[[str, str], Article]
) -> None:
    assert prover(read("peel.md", TEXT)).proved(claim(said)) == ()


def test_of_the_labelled_sentences_next_to_none_is_shown_that_should_not_be(embedder: Embedder) -> None:
    tuned = [group for group in read_pairs(PAIRS) if not group.aside]
    (right, shown), (_, supported) = precision_recall(list(judge(tuned, embedder)))
    assert right / shown >= 0.97
    assert right / supported >= 0.8
