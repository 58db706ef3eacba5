"""How far the rules agree with a person who labelled texts by hand."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...contract import TOPICS
from .rules import topic


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and the topic that a person gave it."""

    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class OfTopic:
    """One topic: texts that a person, the rules and both gave it."""

    topic: str
    labelled: int
    ruled: int
    both: int

    @property
    def precision(self) -> float | None:
        """Share of those that the rules name so which a person does too."""
        return self.both / self.ruled if self.ruled else None

    @property
    def recall(self) -> float | None:
        """Share of those that a person names so which the rules do too."""
        return self.both / self.labelled if self.labelled else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How rules and a person agree over some texts."""

    topics: tuple[OfTopic, ...]
    differing: tuple[tuple[Labelled, str], ...]  # and what the rules said

    @property
    def texts(self) -> int:
        return sum(row.labelled for row in self.topics)

    @property
    def share(self) -> float:
        """Share of texts with one topic by both, 0 to 1."""
        return sum(row.both for row in self.topics) / self.texts

    @property
    def kappa(self) -> float:
        """Cohen's kappa: agreement beyond what two would reach who only know how frequent each topic is."""
        chance = sum(row.labelled * row.ruled for row in self.topics) / self.texts**2
        return (self.share - chance) / (1 - chance) if chance < 1 else 1.0


def read_labelled(path: Path) -> list[Labelled]:
    """The rows of a TSV with the columns `topic` and `text`. ValueError names the line that is none."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ValueError(f"{path}: not UTF-8") from fault
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        return list(_rows(path, rows))
    except csv.Error as fault:
        raise ValueError(f"{path}:{rows.line_num + 1}: {fault}") from fault


def agreement(rows: Sequence[Labelled]) -> Agreement:
    """The rules' topics beside those of a person. ValueError without a text."""
    if not rows:
        raise ValueError("no labelled text")
    ruled = [topic(row.text) for row in rows]
    both = Counter(row.topic for row, found in zip(rows, ruled, strict=True) if row.topic == found)
    labels, named = Counter(row.topic for row in rows), Counter(ruled)
    differing = ((row, found) for row, found in zip(rows, ruled, strict=True) if row.topic != found)
    return Agreement(tuple(OfTopic(t, labels[t], named[t], both[t]) for t in TOPICS), tuple(differing))


def _rows(path: Path, rows: csv.DictReader[str]) -> Iterator[Labelled]:
    for row in rows:
        if row.get("topic") not in TOPICS or not row.get("text"):
            raise ValueError(f"{path}:{rows.line_num}: want a topic of {', '.join(TOPICS)} and a text")
        yield Labelled(row["topic"], row["text"])
