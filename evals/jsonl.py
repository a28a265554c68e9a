"""Files with a JSON object a line, checked where they enter; `.gz` is unpacked as it is read."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ingest.errors import AftercareError

_R = TypeVar("_R", bound=BaseModel)


def read_rows(path: Path, kind: type[_R]) -> list[_R]:
    """Every line that is not blank.

    Raises:
        AftercareError: naming the file, and the line and field that are not of the form.
    """
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise AftercareError(
            f"{path}: cannot be read ({error}); it has to be JSON, an object a line."
        ) from error
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            if line.strip():
                found.append(kind.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"]))
            raise AftercareError(f"{path}:{number}: {field}: {first['msg']}; correct the line.") from error
    return found
