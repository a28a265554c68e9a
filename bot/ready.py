"""What is done before the first question comes, so that nobody waits for it."""

from __future__ import annotations

import logging
import time

from bot.flow import AftercareError, Bot

_LOG = logging.getLogger("aftercare")


def get_ready(bot: Bot) -> None:
    """Load the models, then find what is offered as a next question on each treatment: twenty seconds."""
    bot.warm_up()
    try:
        for treatment in bot.index.treatments:
            started = time.monotonic()
            bot.examples(treatment)
            time.sleep(time.monotonic() - started)  # half of the time is theirs who ask meanwhile
    except AftercareError as error:  # nothing is lost: whoever asks on a treatment first looks again
        _LOG.warning("%s", error)
