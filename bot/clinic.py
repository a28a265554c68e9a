"""What a clinic sets in `clinic.yaml`: who it is, and which numbers a person should call.

    name: Clinic by the River
    phone: 020 7946 0000
    out_of_hours: 020 7946 0001
    emergency_number: "999"
    treatments: [microneedling, chemical peel]
    leaflets: [leaflets]

`leaflets` are folders of its own texts, beside this file, that were ingested with the library: what they
say goes before the shipped articles, and is labelled as the clinic's own.
Everything is optional; without the file the emergency numbers of the US, the UK and the EU are named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from bot.wording import CLINIC_NUMBER, EMERGENCY_NUMBERS, OUT_OF_HOURS
from ingest.errors import AftercareError
from ingest.load import find
from ingest.treatments import shipped


def _to_call(number: str) -> str:
    """The number as it was written: a page makes a link of it that a phone dials, so it has to be one."""
    if not re.fullmatch(r"\+?[\d() .-]{2,24}", number) or not re.search(r"\d.*\d", number):
        said = "{number} is not one telephone number of digits, such as 020 7946 0000 or +44 20 7946 0000"
        raise PydanticCustomError("number", said, {"number": repr(number)})
    return number


_Number = Annotated[str, AfterValidator(_to_call)]


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str | None = Field(default=None, min_length=1, max_length=120)
    phone: _Number | None = None
    out_of_hours: _Number | None = None
    emergency_number: _Number | None = None
    treatments: tuple[str, ...] = ()
    leaflets: tuple[Path, ...] = ()

    @field_validator("*", mode="before")
    @classmethod
    def _left_blank(cls, value: object) -> object:
        return None if value == "" else value


@dataclass(frozen=True, slots=True)
class Clinic:
    """The clinic whose clients ask; every field may be unknown.

    `treatments` are canonical names of what it offers, `own` the ids of the articles in its leaflets.
    """

    name: str | None = None
    phone: str | None = None
    out_of_hours: str | None = None
    emergency_number: str | None = None
    treatments: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()

    def instruct(self, instruction: str) -> str:
        """A danger sign's instruction with the numbers to call."""
        told = instruction.format(call=self.emergency_number or EMERGENCY_NUMBERS)
        if self.out_of_hours:
            return f"{told} {OUT_OF_HOURS.format(number=self.out_of_hours)}"
        return f"{told} {CLINIC_NUMBER.format(number=self.phone)}" if self.phone else told


def read_clinic(path: Path | None) -> Clinic:
    """What the file says; an unknown clinic where no file is named.

    Raises:
        AftercareError: a file that is missing, is not YAML or has a wrong field; the message names it.
    """
    if path is None:
        return Clinic()
    try:
        # Letter for letter: as a number of YAML's, 02075460001 would be another one.
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}
        settings = _Settings.model_validate(data)
        unknown = set(settings.treatments) - set(shipped().names)
        if unknown:
            raise AftercareError(
                f"{path}: treatments: {min(unknown)!r} is not in corpus/treatments.yaml; name one of "
                f"{', '.join(shipped().names)}."
            )
        folders = [path.parent / folder for folder in settings.leaflets]
        own = frozenset(id_ for id_, _ in find(folders))
        return Clinic(**settings.model_dump(exclude={"leaflets"}), own=own)
    except OSError as error:
        raise AftercareError(
            f"{path}: cannot be read ({error.strerror}); name a file with --clinic."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise AftercareError(f"{path}: is not YAML ({' '.join(str(error).split())}); correct it.") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the file"
        raise AftercareError(f"{path}: {field}: {first['msg']}; correct it.") from error
