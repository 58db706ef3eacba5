"""The few spreadsheet formulas that the documents use, reckoned as a spreadsheet does."""

from __future__ import annotations

import ast
import re

Cell = float | str
Sheet = dict[str, Cell]


class Lazy(ast.NodeTransformer):
    """IF(test, yes, no) reckons only the side that is wanted, as a spreadsheet does."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        test, *sides = node.args
        return ast.IfExp(test, *sides) if isinstance(node.func, ast.Name) and node.func.id == "IF" else node


def reckon(formula: str, row: int, sheet: Sheet, rows: int) -> Cell:
    """A formula of row 2, moved to that row."""
    text = re.sub(r"([A-Z])\$2:\1\$7", lambda m: repr([sheet[f"{m[1]}{i}"] for i in range(2, rows + 2)]), formula)
    text = re.sub(r"\b([A-Z])2\b", lambda m: repr(sheet[f"{m[1]}{row}"]), text).replace("^", "**")
    tree = Lazy().visit(ast.parse(re.sub(r"(?<![<>=])=(?!=)", "==", text), mode="eval"))
    found = eval(compile(ast.fix_missing_locations(tree), "formula", "eval"), {"MIN": lowest, "MAX": highest})
    return found if isinstance(found, str) else float(found)


def lowest(*cells: object) -> float:
    return min(flat(cells))


def highest(*cells: object) -> float:
    return max(flat(cells))


def flat(cells: tuple[object, ...]) -> list[float]:
    return [float(str(n)) for cell in cells for n in (cell if isinstance(cell, list) else [cell])]
