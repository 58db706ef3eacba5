"""TOML files that ship by name, or are anybody's by path: schemes and books of rules alike."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from .document import Document, Fault, SchemeError, read, syntax_fault, text_of

T = TypeVar("T")


@dataclass(frozen=True)
class Shelf(Generic[T]):
    """The files of one kind: where those that ship lie, what can be wrong with one, what is made of it."""

    kind: str
    folder: Path
    faults: Callable[[Document], Iterable[Fault]]
    build: Callable[[Document], T]

    def available(self) -> dict[str, Path]:
        """Those that ship, by name."""
        return {path.stem: path for path in sorted(self.folder.glob("*.toml"))}

    def check(self, path: str | Path) -> list[Fault]:
        """Every fault of a file, by line; empty where it can be used."""
        try:
            return list(self.faults(read(text_of(path))))
        except tomllib.TOMLDecodeError as error:
            return [syntax_fault(error)]
        except SchemeError as error:
            return list(error.faults)
        except OSError as error:
            return [Fault(1, str(error))]

    def load(self, path_or_name: str | Path) -> T:
        """What that name or file holds. SchemeError lists its faults."""
        return self.build(self.document(path_or_name))

    def document(self, path_or_name: str | Path) -> Document:
        """The document of that name or file. SchemeError lists its faults."""
        path = self.available().get(str(path_or_name), Path(path_or_name))
        if not path.is_file():
            known = ", ".join(self.available())
            raise SchemeError(path_or_name, [Fault(1, f"no such file, and no {self.kind} of that name; there are {known}")])
        found = self.check(path)
        if found:
            raise SchemeError(path, found)
        return read(text_of(path))
