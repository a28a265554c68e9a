"""Which treatment a message is about: the one that the person had, this time."""

from __future__ import annotations

import pytest

from bot.contract import Treated, Turn
from bot.understand import understand
from ingest.treatments import shipped

TABLE = shipped()


def asked(*said: str) -> list[Turn]:
    return [turn for text in said for turn in (Turn("user", text), Turn("assistant", "…"))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("dry skin after derma-rolling", "microneedling"),
        ("microneedeling made me red", "microneedling"),
        ("micro dermabration yesterday", "microdermabrasion"),
        ("is my peel ok", "chemical peel"),
        ("my skin began to peel after microneedling", "microneedling"),
        ("Can I wax after botox", "botulinum toxin"),
        ("how soon after anti wrinkle injections can I have microneedling", "botulinum toxin"),
        ("can I get laser hair removal over a tattoo", "laser hair removal"),
        ("had laser hair removal", "laser hair removal"),
        ("lips huge since my lip fillers", "lip filler"),
        ("how long before flying after a knee replacement", None),
        ("is red skin normal", None),
    ],
)
def test_the_treatment_is_the_one_that_was_had(text: str, name: str | None) -> None:
    assert understand(text, [], TABLE).treatment == name


@pytest.mark.parametrize(
    ("message", "treatment"),
    [
        ("my friend got botox and must not lie down. i had microneedling, can i sleep now?", "microneedling"),
        ("mum had threads. i had cheek filler monday (no threads!), dentist ok?", "dermal filler"),
        ("can you get your lip waxed the same week as microdermabrasion", "microdermabrasion"),
        ("my tattoo went white the second the removal laser hit it", "tattoo removal"),
        ("my daughter had microneedling yesterday, is she ok", "microneedling"),
        ("i had a peel years ago. this time it was botox, can i lie down", "botulinum toxin"),
        ("was booked for waxing but the girl talked me into dermaplaning, makeup ok?", "dermaplaning"),
        ("the slot was for a peel, they swapped it for 20 mins of red light", "led light therapy"),
        ("wait the ipl was last month, today was hifu", "hifu"),
        ("never had botox, only filler", "dermal filler"),
        ("Forehead filler done two days back, cap ok?", "dermal filler"),
        ("Tattooed my calf last week, is it all right to have the leg waxed?", "tattoo"),
        ("got my lips done friday (lip blush), curry?", "lip blush"),
        ("they zapped my ankle tattoo off, foot is fat", "tattoo removal"),
        ("bruise on my top lip since the juvederm", "lip filler"),
        ("had cheek filler and my lips feel numb", "dermal filler"),
        ("filler in my chin, can i kiss on the lips", "dermal filler"),
        ("the second the laser hit my tattoo it went white", "tattoo removal"),
        ("can I have a sauna (botox next week) after microneedling", "microneedling"),
        ("can I get (botox) after a peel", "chemical peel"),
        ("tatto removl this morning, has it blistered", "tattoo removal"),
        ("redness from microneedling for 9 days", "microneedling"),
        ("she gets her pits waxed, mine were done with the laser. deodorant?", "laser hair removal"),
        ("my brows were threaded by a friend, can i put makeup on", "threading"),
        ("is wine ok after waxing, i had botox last year", "waxing"),
        ("i had botox last year", "botulinum toxin"),
        ("threads 6 months ago. filler 3 months ago. botox 3 hours ago, fell asleep flat", "botulinum toxin"),
        ("our flatmate had the co2 laser, i ended up with a hydrafacial. makeup?", "hydrafacial"),
        ("big bottle of botox shampoo here. prp in my scalp monday, when can i wash", "prp"),
        ("they froze a wart off my thumb, can it get wet", "cryotherapy"),
        ("can i have botox the same day as ipl", "ipl"),
        ("upper lip wax after lip filler, when", "lip filler"),
        ("ipl booked for friday, botox was monday", "botulinum toxin"),
        ("no rf, just plain needling yesterday", "microneedling"),
        ("her brows were microbladed, i was waxed. gym?", "waxing"),
        ("The lady did a dermaplane yesterday. Can I go for a wax?", "dermaplaning"),
        ("When can I get back in the pool after tattoo removal, and is waxing ok?", "tattoo removal"),
        ("I had my peel on monday and fly next week. Is waxing ok?", "chemical peel"),
        ("getting botox for years and had it this morning; is waxing ok", "botulinum toxin"),
        ("I'd never had microneedling before yesterday, I've had botox though", "microneedling"),
        ("don't get my tattoo wet for 2 weeks. can I still go for waxing?", "tattoo"),
        ("filler 2 years ago and botox yesterday", "botulinum toxin"),
        ("ipl monday. is botox today ok", "ipl"),
        ("can I dye my hair, I had my lashes permed", "lash lift"),
        ("laser on my underarms, can i swim", "laser hair removal"),
        ("can I swim after laser for my acne scars", "laser resurfacing"),
        ("threading on the upper lip after the heat needles", "rf microneedling"),
        ("tiny fluid filled dots on my chin, day 3 of the peel", "chemical peel"),
        ("10 mins of red light at the end of my skinpen. gym?", "microneedling"),
        ("brows done at the threading bar, is vaseline ok", "threading"),
        ("flying the day after laser on ink", "tattoo removal"),
        ("how often vaseline on the removed tattoo", "tattoo removal"),
        ("i don't get botox, i get fillers. gym?", "dermal filler"),
        ("waxing bikini line, tag removed there", None),
        ("a reel said 'lie on your back after threads'. mine was my brows with the cotton", "threading"),
        ("the card says 'don't swim for a week after a tattoo'. i had botox", "botulinum toxin"),
        ("the card says 'no gym for a day after botox'. gym ok?", "botulinum toxin"),
        ("They froze the love handles off me", "fat freezing"),
        ('had a "full face chemical peel" today, is waxing ok?', "chemical peel"),
        ('They wrote "lip filler 1ml Juvederm" on my card. Is botox ok next week?', "lip filler"),
        ("'cause I had filler yesterday and the nurses' card mentions botox, can I run?", "dermal filler"),
    ],
)
def test_the_treatment_is_the_one_that_the_person_had(message: str, treatment: str) -> None:
    assert understand(message, (), TABLE).treatment == treatment


def test_which_laser_is_meant_is_asked_and_then_known() -> None:
    asked_of = understand("can I swim after my laser", (), TABLE)
    assert asked_of.treatment is None
    assert asked_of.among == {"laser resurfacing", "laser hair removal", "tattoo removal"}
    assert understand("and makeup?", asked("can I swim after my laser"), TABLE).among == asked_of.among
    known = asked("I had laser hair removal. can I swim?")
    assert understand("and the gym after the laser?", known, TABLE).treatment == "laser hair removal"
    chosen = understand("tattoo removal", asked("can I swim after my laser"), TABLE)
    assert (chosen.treatment, chosen.among) == ("tattoo removal", frozenset())
    assert understand("lasered face and my wrinkles", (), TABLE).treatment == "laser resurfacing"


def test_the_day_is_that_of_the_treatment_that_is_asked_about() -> None:
    said = "threads 6 months ago. filler 3 months ago. botox 3 hours ago, fell asleep flat"
    assert understand(said, (), TABLE).day == 0
    assert understand("had a peel. it is day 3 and i flake", (), TABLE).day == 3


@pytest.mark.parametrize(
    ("reply", "treatment"),
    [
        ("the tattoo one", "tattoo removal"),
        ("hair removal", "laser hair removal"),
        ("on my legs", "laser hair removal"),
        ("resurfacing", "laser resurfacing"),
    ],
)
def test_a_reply_tells_which_laser(reply: str, treatment: str) -> None:
    question = understand(reply, asked("can I swim after my laser"), TABLE)
    assert (question.treatment, question.topics, question.slot) == (treatment, ("swimming",), "may_i")


def test_the_laser_that_was_spoken_of_is_named() -> None:
    question = understand("can i swim after laser?", asked("I had laser hair removal yesterday"), TABLE)
    assert question.standalone == "can i swim after laser hair removal?"
    assert understand("can I swim after my laser", (), TABLE, Treated("microneedling", 3)).day is None


def test_brows_that_were_done_are_asked_about() -> None:
    assert understand("brows done at 11, can i wash my face", (), TABLE).among == {"microblading", "waxing"}


@pytest.mark.parametrize(
    ("message", "among"),
    [
        ("botox and filler yesterday. can I drink?", {"botulinum toxin", "dermal filler"}),
        ("lash lift and brow lam deal, when can they get wet", {"lash lift", "brow lamination"}),
        ("microneedling with prp, makeup?", {"microneedling", "prp"}),
        ("botox and filler 2 weeks ago, can I drink", {"botulinum toxin", "dermal filler"}),
        (
            "had botox, filler and a peel yesterday, sauna?",
            {"botulinum toxin", "dermal filler", "chemical peel"},
        ),
        (
            "botox and the laser yesterday, sauna?",
            {"botulinum toxin", "laser resurfacing", "laser hair removal", "tattoo removal"},
        ),
        ("lip filler and cheek filler today, can I swim", set()),  # one is a kind of the other
        ("had botox, not filler, yesterday. can I drink?", set()),
        ("botox yesterday, my top lip still needs waxing, how long do I wait", set()),
        ("dysport on the 3rd. is a peel the same week too soon", set()),
    ],
)
def test_where_as_much_speaks_for_another_treatment_it_has_to_be_asked(message: str, among: set[str]) -> None:
    question = understand(message, [], TABLE)
    assert question.among == among
    assert (question.treatment is None) == bool(among)


def test_of_two_that_were_had_together_the_day_is_known_and_neither_is_taken_for_the_one_before() -> None:
    message = "I had botox and filler yesterday. can I drink?"
    question = understand(message, asked("dermal filler a year ago, is a lump normal?"), TABLE)
    assert question.among == {"botulinum toxin", "dermal filler"}
    assert understand(message, (), TABLE).day == 1


@pytest.mark.parametrize("reply", ["both", "I had both.", "all of them"])
def test_who_had_both_is_asked_again_and_nothing_is_lost(reply: str) -> None:
    first = understand("botox and filler yesterday. can I drink wine?", (), TABLE)
    again = understand(reply, asked("botox and filler yesterday. can I drink wine?"), TABLE)
    assert (again.among, again.topics, again.slot) == (first.among, first.topics, first.slot)
    assert understand("botox", asked(first.text, reply), TABLE).treatment == "botulinum toxin"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("used wall filler all day, cream for my hands?", None),
        ("my peel-off mask left me red", None),
        ("watching the IPL in the sun, which cream", None),
        ("a burn from our LED lights", None),
        ("got a henna tattoo at the fair, can I swim", "henna"),
        ("laser eye surgery on Monday, mascara when?", "eye laser surgery"),
        ("they froze the fat on my belly, can I train", "fat freezing"),
        ("had a filling at the dentist, hot tea?", "dental filling"),
        ("filling in my lips yesterday, hot tea?", "lip filler"),
        ("got a face tattoo yesterday, can I swim", "tattoo"),
        ("my filling yesterday, lips are bruised", None),
        ("under-eye laser on Monday, is swelling ok", None),
        ("LED lights in the room where I had filler, hot tea?", "dermal filler"),
    ],
)
def test_what_only_holds_a_name_is_no_treatment(text: str, name: str | None) -> None:
    assert understand(text, [], TABLE).treatment == name
