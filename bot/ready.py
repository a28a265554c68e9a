"""What is done before the first question comes, so that nobody waits for it."""

from __future__ import annotations

import logging

from bot.flow import AftercareError, Bot

_LOG = logging.getLogger("aftercare")


def get_ready(bot: Bot) -> None:
    """Load the models, then find what is offered as a next question on each treatment: some ten seconds."""
    bot.warm_up()
    try:
        for treatment in bot.index.treatments:
            bot.examples(treatment)
    except AftercareError as error:  # nothing is lost: whoever asks on a treatment first looks again
        _LOG.warning("%s", error)
