"""Which keys a scheme file may hold, and of which type: the first look at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...contract import Status
from ..document import Document, Fault, Place

Types = tuple[type, ...]
TEXT: Types = (str,)
NUMBER: Types = (int, float)
FLAG: Types = (bool,)
LIST: Types = (list,)
TABLE: Types = (dict,)
CHOICE: Types = (str, dict)
WORDS = {
    TEXT: "a text", NUMBER: "a number", FLAG: "true or false", LIST: "a list", TABLE: "a table",
    CHOICE: "a text, or a table by level",
}  # fmt: skip
Shape = dict[str, Types]


def keys(kind: Types, names: str) -> Shape:
    return dict.fromkeys(names.split(), kind)


STATUSES: Shape = {s.value: TEXT for s in Status if s is not Status.OK}
TREATING: Shape = keys(TEXT, "treat") | keys(NUMBER, "treat_points treat_skew treat_kurtosis")
TOP: Shape = (
    keys(TEXT, "id title title_en source normalise ranking constant population reference")
    | keys(TEXT, "normalise_over impute impute_group threshold_of")
    | keys(CHOICE, "aggregate")
    | keys(NUMBER, "power impute_value full")
    | keys(TABLE, "status origin threshold ahp screen weigh tiers")
    | keys(LIST, "levels unobserved composite tier steps scale gate deduction bonus")
    | TREATING
)
LEAF: Shape = (  # keys of indicators alone
    keys(TEXT, "metric direction normalise impute per reference yes")
    | keys(NUMBER, "worst best low high target per_scale")
    | keys(FLAG, "log clip")
    | keys(LIST, "steps")
    | TREATING
    | STATUSES
)
NODE: Shape = keys(TEXT, "id in title title_en origin aggregate why") | keys(NUMBER, "weight full") | LEAF
COMPOSITE: Shape = keys(TEXT, "id title title_en aggregate") | keys(LIST, "nodes weights") | keys(NUMBER, "full")
TIER: Shape = keys(TEXT, "label label_en") | keys(NUMBER, "from")
ORIGIN: Shape = keys(TEXT, "structure weights normalisation bindings tiers")
SCREEN: Shape = keys(NUMBER, "present nonzero") | keys(LIST, "always")
TIERS: Shape = keys(TEXT, "method split node") | keys(NUMBER, "classes least whole") | keys(LIST, "sublevels")
GATE: Shape = keys(TEXT, "node metric fails title") | keys(NUMBER, "score")
DEDUCTION: Shape = keys(TEXT, "node metric title") | keys(NUMBER, "each free cap")
BONUS: Shape = keys(TEXT, "node metric of title") | keys(NUMBER, "each above cap")
AHP: Shape = keys(LIST, "over matrix") | keys(TEXT, "origin")
NEEDED = {
    "": ("id", "title", "title_en", "source", "levels", "normalise", "status", "origin"),
    "composite": ("id", "title", "title_en", "nodes"),
    "tier": ("label", "label_en"),
    "origin": tuple(ORIGIN),
    "ahp": tuple(AHP),
    "tiers": ("method",),
    "gate": tuple(GATE),
    "deduction": ("node", "metric", "each", "title"),
    "bonus": ("node", "title"),
}


def shape_faults(doc: Document) -> Iterator[Fault]:
    """Keys unknown, missing or of the wrong type."""
    listed = doc.values.get("levels")
    levels = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
    for name in set(levels) & set(TOP):
        yield doc.fault(f"a level cannot be called {name!r}: that word has its own meaning here", "levels")
    yield from compare(doc, (), doc.values, {**TOP, **dict.fromkeys(levels, LIST)}, NEEDED[""])
    yield from _texts(doc, ("levels",), listed, "levels")
    yield from _texts(doc, ("unobserved",), doc.values.get("unobserved", []), "unobserved")
    yield from _texts(doc, ("steps",), doc.values.get("steps", []), "steps")
    for level in levels:
        yield from rows_faults(doc, level, NODE, ())
    for name, shape in (("composite", COMPOSITE), ("tier", TIER), ("gate", GATE), ("deduction", DEDUCTION), ("bonus", BONUS)):
        yield from rows_faults(doc, name, shape, NEEDED[name])
    for name, shape in _tables(levels).items():
        table = doc.values.get(name, {})
        if isinstance(table, dict):
            yield from compare(doc, (name,), table, shape, NEEDED.get(name, ()) if name in doc.values else ())
    matrices = doc.values.get("ahp", {})
    for level, table in matrices.items() if isinstance(matrices, dict) else ():
        yield from _table(doc, ("ahp", level), table, AHP, NEEDED["ahp"])


def _tables(levels: list[str]) -> dict[str, Shape]:
    """The tables of the file by name, some with a key per level."""
    return {
        "origin": ORIGIN,
        "status": {**STATUSES, "failed": TEXT},
        "threshold": dict.fromkeys((*levels, "composite"), NUMBER),
        "aggregate": dict.fromkeys((*levels, "composite", "default"), TEXT),
        "weigh": dict.fromkeys(levels, TEXT),
        "screen": SCREEN,
        "tiers": TIERS,
    }


def rows_faults(doc: Document, name: str, shape: Shape, needed: tuple[str, ...]) -> Iterator[Fault]:
    rows = doc.values.get(name, [])
    for i, row in enumerate(rows if isinstance(rows, list) else []):
        yield from _table(doc, (name, i), row, shape, needed)


def _table(doc: Document, place: Place, table: object, shape: Shape, needed: tuple[str, ...]) -> Iterator[Fault]:
    if isinstance(table, dict):
        yield from compare(doc, place, table, shape, needed)
    else:
        yield doc.fault(f"{table!r} is no row of keys and values", *place)


def compare(doc: Document, place: Place, table: Mapping[str, object], shape: Shape, needed: tuple[str, ...]) -> Iterator[Fault]:
    for key, value in table.items():
        if key not in shape:
            yield doc.fault(f"unknown key {key!r}; known are {', '.join(shape)}", *place, key)
        elif not _fits(value, shape[key]):
            yield doc.fault(f"{key} is {value!r}: want {WORDS[shape[key]]}", *place, key)
    for key in needed:
        if key not in table:
            yield doc.fault(f"{key} is missing", *place)


def _fits(value: object, kinds: Types) -> bool:
    if isinstance(value, float) and not abs(value) < float("inf"):
        return False
    return isinstance(value, kinds) and (kinds == FLAG or not isinstance(value, bool))


def _texts(doc: Document, place: Place, found: object, name: str) -> Iterator[Fault]:
    for item in found if isinstance(found, list) else []:
        if not isinstance(item, str):
            yield doc.fault(f"{name}: {item!r} is no text", *place)
