"""What can be wrong with the classes of a scheme."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..document import Document, Fault
from ..steps import tiers
from .words import one_of, share


def tier_faults(doc: Document) -> Iterator[Fault]:
    """Bands that do not fall or leave a gap; classes out of the scores that are not as many as their names."""
    table, rows = doc.table("tiers"), doc.rows("tier")
    yield from one_of(doc, table, "method", tiers.METHODS)
    yield from one_of(doc, table, "split", tiers.SPLITS)
    yield from share(doc, table, "least", "the least class")
    known = [row.id for _, row in doc.nodes()] + [row.id for row in doc.rows("composite")]
    if table.text("node") and table.text("node") not in known:
        yield doc.fault(f"tiers: no node {table.text('node')!r}", "tiers", "node")
    if "sublevels" in table and len(table.texts("sublevels")) < 2:
        yield doc.fault("tiers: want two sublevels or more", "tiers", "sublevels")
    if not 0 <= (table.number("whole") or 0) <= len(rows) or (table.number("whole") or 0) % 1:
        yield doc.fault("tiers: whole counts the lowest classes that are not parted", "tiers", "whole")
    yield from _bands(doc) if table.text("method", "bands") == "bands" else _classes(doc)


def _bands(doc: Document) -> Iterator[Fault]:
    rows = doc.rows("tier")
    if not all("from" in row for row in rows):
        yield from (doc.fault("from is missing", *row.place) for row in rows if "from" not in row)
        return
    for above, below in pairwise(rows):
        if (below.number("from") or 0) >= (above.number("from") or 0):
            text = f"tier bounds not falling: {below.text('label')} from {below.number('from'):g} after {above.number('from'):g}"
            yield doc.fault(text, *below.place)
    if rows and (rows[-1].number("from") or 0) > 0:
        yield doc.fault(f"scores below {rows[-1].number('from'):g} are in no tier; the last begins at 0", *rows[-1].place)


def _classes(doc: Document) -> Iterator[Fault]:
    table, rows = doc.table("tiers"), doc.rows("tier")
    for row in rows:
        if "from" in row:
            yield doc.fault(f"from: the borders come from the scores ({table.text('method')})", *row.place, "from")
    classes, least = table.number("classes"), table.number("least") or 0
    if least * len(rows) > 1:
        yield doc.fault(f"tiers: {len(rows)} classes of {least:g} of the units are more than all of them", "tiers", "least")
    if len(rows) < 2 or (classes is not None and classes != len(rows)):
        yield doc.fault(f"tiers: {len(rows)} tier rows name the classes; want two or more, as many as `classes`", "tiers")
