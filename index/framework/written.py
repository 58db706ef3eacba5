"""A scheme file out of a framework table: the tree from the table, the methods from another scheme or plain ones."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from .elements import Element

PLAIN: Mapping[str, object] = {
    "normalise": "minmax",
    "aggregate": "arithmetic",
    "ranking": "competition",
    "constant": "refuse",
    "status": {
        "failed": "drop", "ABSENT": "zero", "DELETED": "zero", "CENSORED": "bound", "EMPTY": "exclude", "DELISTED": "exclude",
        "NOT_APPLICABLE": "exclude", "NOT_DECIDED": "drop",
    },
}  # fmt: skip
SAID = {  # what stands beside a key, for who edits the file
    "normalise": "how values become scores: minmax, zscore, percentile, goalposts ... (docs/SCHEMES.md)",
    "aggregate": "how scores are put together: arithmetic, geometric, harmonic, power, minimum ...",
    "ranking": "competition: 1, 2, 2, 4; dense: 1, 2, 2, 3",
    "constant": "an indicator that is the same for all: refuse, or drop",
    "status": "what a cell without a value does: zero, drop (lowers coverage), exclude (does not apply), impute, bound, refuse",
    "levels": "from the top down",
}
NOT_METHODS = (  # they are about the other scheme's own nodes
    "id", "title", "title_en", "source", "levels", "origin", "composite", "unobserved", "ahp", "population", "gate", "deduction",
    "bonus",
)  # fmt: skip
BY_LEVEL = ("threshold", "aggregate", "weigh")
INDEX = {"id": "index", "title": "指数", "title_en": "Index"}


def scheme_text(name: str, rows: Sequence[Element], source: str, methods: Mapping[str, object] = PLAIN) -> str:
    """The TOML of a scheme over those elements. Weights become shares of 1 within each family."""
    levels = _levels(rows, methods)
    top = {"id": name, "title": name, "title_en": name, "source": source, "levels": list(levels.values())}
    chosen = {key: value for key, value in methods.items() if key not in (*NOT_METHODS, *_levels_of(methods))}
    chosen |= {key: _by_level(chosen[key], levels) for key in BY_LEVEL if key in chosen}
    roots = [row for row in rows if not row.parent]
    if all(row.indicator for row in roots):
        chosen["composite"] = [{**INDEX, "nodes": [row.code for row in roots]}]
    head = [f"# Written from {source}. # begins a remark; every fault is named with its line: dsci scheme check FILE"]
    lines = [*head, *_keys(top), *_keys(chosen), *_origin(source)]
    shares = _shares(rows)
    for level, word in levels.items():
        lines += ["", f"{word} = ["]
        given = _given(chosen, word)
        lines += [f"  {toml(_node(row, shares if given else {}, chosen))}," for row in rows if row.level == level]
        lines += ["]"]
    return "\n".join(lines) + "\n"


def toml(value: object) -> str:
    """A value as TOML, tables on one line. TypeError for what TOML has no word for."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(str(k))} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    raise TypeError(f"{value!r} is nothing for a scheme file")


def _key(name: str) -> str:
    return name if name.replace("_", "").replace("-", "").isalnum() and name.isascii() else json.dumps(name, ensure_ascii=False)


def _keys(table: Mapping[str, object]) -> Iterator[str]:
    for key, value in table.items():
        remark = f" # {SAID[key]}" if key in SAID else ""
        if isinstance(value, Mapping):
            yield from ([f"#{remark[2:]}"] if remark else [])
            yield from (f"{key}.{_key(str(k))} = {toml(v)}" for k, v in value.items())
        else:
            yield f"{key} = {toml(value)}{remark}"


def _levels_of(methods: Mapping[str, object]) -> list[str]:
    found = methods.get("levels", [])
    return [str(level) for level in found] if isinstance(found, list) else []


def _levels(rows: Sequence[Element], methods: Mapping[str, object]) -> dict[int, str]:
    """Each level's name, from the top: those of the methods' scheme where it has as many."""
    numbers, named = sorted({row.level for row in rows}, reverse=True), _levels_of(methods)
    own = named if len(named) == len(numbers) else [*(f"level{n}" for n in numbers[:-1]), "indicator"]
    return dict(zip(numbers, own, strict=True))


def _by_level(value: object, levels: Mapping[int, str]) -> object:
    """A table by level without those that are not here."""
    if not isinstance(value, Mapping):
        return value
    return {key: found for key, found in value.items() if key in (*levels.values(), "composite", "default")}


def _origin(source: str) -> Iterator[str]:
    yield from (f"origin.{part} = {toml(source)}" for part in ("structure", "weights", "bindings"))
    yield from (f"origin.{part} = {toml('Ours')}" for part in ("normalisation", "tiers"))


def _shares(rows: Sequence[Element]) -> dict[str, float | None]:
    """Each element's share of its family; None where all of it weigh the same."""
    shares: dict[str, float | None] = {}
    for parent in {row.parent for row in rows}:
        own = [row for row in rows if row.parent == parent]
        total = sum(row.weight for row in own)
        equal = len({row.weight for row in own}) == 1
        shares |= {row.code: None if equal else row.weight / total for row in own}
    return shares


def _node(row: Element, shares: Mapping[str, float | None], methods: Mapping[str, object]) -> dict[str, object]:
    """A row of the scheme; of targets and goalposts what its way of normalising takes."""
    node: dict[str, object] = {"in": row.parent} if row.parent else {}
    node |= {"metric" if row.indicator else "id": row.code, "title": row.name, "title_en": row.name}
    if shares.get(row.code) is not None:
        node["weight"] = shares[row.code]
    if not row.indicator:
        return node
    if row.denominator:
        node["per"] = row.denominator
    if methods.get("normalise") == "goalposts" and row.lower is not None and row.upper is not None:
        return node | _goalposts(row)
    if row.direction < 0:
        node["direction"] = "less"
    if methods.get("normalise") == "dist_to_target" and row.target is not None:
        node["target"] = row.target
    return node


def _given(methods: Mapping[str, object], level: str) -> bool:
    """Whether that level's weights are the table's, not out of the data."""
    table = methods.get("weigh")
    return not isinstance(table, Mapping) or table.get(level, "given") == "given"


def _goalposts(row: Element) -> dict[str, object]:
    ends = {"worst": row.lower, "best": row.upper} if row.direction > 0 else {"worst": row.upper, "best": row.lower}
    scale = {} if row.scale is None else {"low": 0.0, "high": row.scale}
    return {**ends, **scale, **({} if row.clip is None else {"clip": row.clip})}
