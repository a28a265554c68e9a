"""Front matter against its schema: every field that does not fit, with the line that it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml
from pydantic import ValidationError

from ingest.check.finding import Finding
from ingest.front_matter import Fenced, FrontMatter

Path = Sequence[str | int]


class Front:
    """The YAML of a front matter as nodes, to tell where each field stands."""

    def __init__(self, parts: Fenced) -> None:
        """Take a file that was cut at its fences; its YAML must be readable."""
        self._root = yaml.compose(parts.front, Loader=yaml.SafeLoader)
        self._first = parts.front_line

    def line(self, *path: str | int) -> int:
        """The line of a field, or of the nearest one around it that is there."""
        node, line = self._root, self._first
        for part in path:
            found = _child(node, part)
            if found is None:
                break
            node, line = found[1], self._first + found[0].start_mark.line
        return line

    def twice(self) -> Iterator[tuple[str, int]]:
        """Every key that stands twice in one mapping (YAML keeps the last without a word)."""
        waiting = [self._root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, yaml.MappingNode):
                seen: set[str] = set()
                for key, value in node.value:
                    if key.value in seen:
                        yield str(key.value), self._first + key.start_mark.line
                    seen.add(str(key.value))
                    waiting.append(value)
            elif isinstance(node, yaml.SequenceNode):
                waiting += node.value


def _child(node: yaml.Node | None, part: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """(the node that shows where it is, the node of its value) of one field or entry."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


def schema(path: str, data: object, front: Front) -> tuple[FrontMatter | None, list[Finding]]:
    """The front matter where it fits, and a finding for each field that does not."""
    found = [
        Finding(path, line, "schema", f"front matter: {key} stands twice", "keep one")
        for key, line in front.twice()
    ]
    undefined = list(_undefined(data))
    found += [
        Finding(path, front.line(*at), "source", f"{at[0]}: source {key} is not among sources", "define it")
        for at, key in undefined
    ]
    try:
        return (None if found else FrontMatter.model_validate(data)), found
    except ValidationError as error:
        for fault in error.errors():
            at = fault["loc"]
            if not at and undefined:
                continue
            field = ".".join(map(str, at)) or "front matter"
            found.append(
                Finding(path, front.line(*at), "schema", f"{field}: {fault['msg']}", _remedy(fault["type"]))
            )
    return None, found


def _undefined(data: object) -> Iterator[tuple[tuple[str, int], str]]:
    """((list, number of its entry), source) of each entry whose source is not defined."""
    if not isinstance(data, dict) or not isinstance(sources := data.get("sources") or {}, dict):
        return
    for name in ("expect", "wait"):
        entries = data.get(name) or []
        for number, entry in enumerate(entries if isinstance(entries, list) else []):
            key = entry.get("source") if isinstance(entry, dict) else None
            if key is not None and str(key) not in map(str, sources):
                yield (name, number), str(key)


def _remedy(kind: str) -> str:
    match kind:
        case "extra_forbidden":
            return "remove this field or correct its name"
        case "missing":
            return "add it"
    return "correct it"
