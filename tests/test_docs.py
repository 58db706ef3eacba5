"""The documents say what is: every command, option, scheme, metric and link; and nothing that belongs elsewhere."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Collection, Iterator
from math import prod
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dsci.channels import channels
from dsci.cli import main
from dsci.commands import dictionary
from dsci.index import scheme
from dsci.index.document import read
from dsci.index.steps import ahp

from .conftest import ROOT

READMES = ("README.md", "README.zh.md")
METHOD, DATA = "docs/METHOD.md", "docs/DATA.md"
LINK = re.compile(r"\]\(([^)\s]+)\)")
SUM = re.compile(r"^\| (\w+) \|.*`\((.+)\)/(.+)` \| (.+) \| (.+) \|$", re.M)
# hosts of package registries, paths of one machine, words about how text came to be
MISPLACED = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(?:com|org)|crates\.io|/(?:work|tmp)/|sub-?agent", re.I)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def files() -> list[Path]:
    """Every file that is, or is about to be, in the repository."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in sorted(filter(None, found.split("\0"))) if (ROOT / name).is_file()]


# -------------------------------------------------------------------------- commands


def names() -> list[str]:
    return main.list_commands(click.Context(main))


def everything(group: click.Group, *path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command and subcommand by its words."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command
        yield " ".join((*path, name)), command
        if isinstance(command, click.Group):
            yield from everything(command, *path, name)


def unnamed(page: str, wanted: Collection[str]) -> list[str]:
    """The commands that a page nowhere calls `dsci NAME`."""
    return [name for name in wanted if not re.search(rf"`dsci {re.escape(name)}(?![\w-])", page)]


def example(told: str | None) -> str:
    """The command line with which a help text ends."""
    last = (told or "").strip().rpartition("\n")[2].strip()
    if not last.startswith("Example: dsci "):
        raise ValueError(f"help ends with {last!r}")
    return last.removeprefix("Example: ")


def parsed(line: str) -> str:
    """The words of the command that a line calls, its arguments parsed but not run. UsageError where they do not fit."""
    words = shlex.split(line.partition(" > ")[0])
    command: click.Command | None = main
    path = [words.pop(0)]
    while isinstance(command, click.Group) and not (command.invoke_without_command and words[0].startswith("-")):
        path.append(words.pop(0))
        command = command.get_command(click.Context(command), path[-1])
    if command is None:
        raise click.UsageError(f"no command {' '.join(path)}")
    command.make_context(path[-1], words)
    return " ".join(path[1:])


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the files that examples name."""
    for kind in ("csv", "toml"):
        (tmp_path / f"hotline.{kind}").write_text(block(text(METHOD), kind), encoding="utf-8")
    for name in ("index", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("readme", READMES)
def test_readmes_name_every_command(readme: str) -> None:
    assert unnamed(text(readme), names()) == []


def test_readmes_give_the_same_examples_and_they_parse(beside: Path) -> None:
    english, chinese = ({*re.findall(r"`(dsci [a-z][^`]*)`", text(readme))} for readme in READMES)
    assert english == chinese
    assert {parsed(line).partition(" ")[0] for line in english} == set(names())


@pytest.mark.parametrize("name", sorted(dict(everything(main))))
def test_help_ends_with_an_example_of_itself(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert f"{parsed(example(dict(everything(main))[name].help))} ".startswith(f"{name} ")


def test_command_checks_can_fail() -> None:
    assert "scheme check" in dict(everything(main)) and "score" in names()
    assert unnamed("`dsci schemes` and dsci score", ["scheme", "schemes", "score"]) == ["scheme", "score"]
    for told in (None, "Scores.", "Example: dsci score\n\nMore words."):
        with pytest.raises(ValueError, match="help ends with"):
            example(told)
    for wrong in ("nothing", "scheme nothing", "score --no-such-option", "parse website", "demo --depth deep"):
        with pytest.raises(click.UsageError):
            parsed(f"dsci {wrong}")


# ------------------------------------------------------------------ schemes, metrics


def test_method_names_every_scheme_and_its_comparisons() -> None:
    page = text(METHOD)
    assert [name for name in scheme.available() if f"`{name}`" not in page] == []
    table = read(scheme.available()["dsci-2026"].read_text(encoding="utf-8")).table("ahp")
    for level in table.values:
        found = ahp.priorities(ahp.matrix_of(table.table(level).matrix("matrix")))
        assert f"| {level} | " + " | ".join(f"{n:.3f}" for n in (*found.weights, found.ratio)) + " |" in page


def test_data_is_the_dictionary() -> None:
    page = text(DATA)
    assert page == "\n".join(dictionary.lines()) + "\n", "run: dsci dictionary > docs/DATA.md"
    assert [m.id for channel in channels().values() for m in channel.table.metrics if f"| `{m.id}` |" not in page] == []


# -------------------------------------------------------------------- the walk-through


def block(page: str, kind: str) -> str:
    """What stands in the page's only code block of that kind."""
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    return str(found)


def said(line: str) -> str:
    """What a command prints to stdout."""
    return CliRunner().invoke(main, shlex.split(line)[1:]).stdout


def differing(transcript: str) -> list[str]:
    """The commands of a transcript (`$ dsci …`) that print something else than stands under them."""
    parts = [part.partition("\n") for part in re.split(r"^\$ ", transcript, flags=re.MULTILINE)[1:]]
    return [line for line, _, printed in parts if said(line) != printed]


def by_hand(page: str) -> dict[str, tuple[float, float]]:
    """Unit -> score and coverage by the sums of the spreadsheet's table, which must say the same score."""
    found = {}
    for unit, terms, weight, score, coverage in SUM.findall(page):
        total = sum(prod(map(float, term.split("*"))) for term in terms.split("+")) / float(weight)
        assert f"{total:.2f}" == score
        found[unit] = total, float(coverage)
    return found


def test_walk_through_prints_what_it_says(beside: Path) -> None:
    assert differing(block(text(METHOD), "console")) == []
    lines = [line.split(",") for line in block(text(METHOD), "console").splitlines() if line.startswith("hotline,")]
    sums = by_hand(text(METHOD))
    assert len(sums) == 3 == len(lines)
    assert {line[5]: (float(line[9]), float(line[11])) for line in lines} == {u: pytest.approx(pair) for u, pair in sums.items()}


def test_walk_through_names_the_line_of_a_fault(beside: Path) -> None:
    page = beside / "hotline.toml"
    page.write_text(page.read_text(encoding="utf-8").replace("weight = 0.3", "weight = 0.4"), encoding="utf-8")
    told = said("dsci scheme check hotline.toml").splitlines()[0]
    assert re.match(r"hotline\.toml, line \d+: ", told) and told in text(METHOD)


def test_walk_through_checks_can_fail(beside: Path) -> None:
    transcript = block(text(METHOD), "console")
    assert len(differing(transcript.replace("79.0", "79.1"))) == 1
    assert len(differing(transcript.replace("no fault", "a fault"))) == 1
    with pytest.raises(ValueError):
        block("```csv\na\n```\n```csv\nb\n```\n", "csv")
    with pytest.raises(AssertionError):
        by_hand("| 甲县 | `(0.5*80+0.5*60)/1.0` | 71.00 | 1.0 |")


# ---------------------------------------------------------------------- links, words


def anchors(content: str) -> set[str]:
    """Those of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", content, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def broken(page: Path, content: str) -> list[str]:
    """The links within the repository that lead nowhere: no such file, or no such heading in it."""
    found = []
    for link in (link for link in LINK.findall(content) if not re.match(r"[a-z]+:", link)):
        target, _, anchor = link.partition("#")
        file = page.parent / target
        if (target and not file.exists()) or (anchor and anchor not in anchors(file.read_text("utf-8") if target else content)):
            found.append(link)
    return found


def misplaced(content: bytes) -> list[str]:
    """What does not belong into a file of text; nothing is looked for in other files."""
    try:
        return MISPLACED.findall(content.decode("utf-8"))
    except UnicodeDecodeError:
        return []


def test_links_lead_somewhere() -> None:
    pages = [path for path in files() if path.suffix == ".md"]
    assert {str(p.relative_to(ROOT)) for p in pages} >= {*READMES, METHOD, DATA, "CONTRIBUTING.md"}
    assert {str(p.relative_to(ROOT)): found for p in pages if (found := broken(p, p.read_text("utf-8")))} == {}


def test_nothing_of_elsewhere() -> None:
    assert {str(p.relative_to(ROOT)): found for p in files() if (found := misplaced(p.read_bytes()))} == {}


def test_link_and_word_checks_can_fail() -> None:
    links = ("README.md", "none.md", "https://example.org/x", "#of-ones-own", "#none", "LICENSE#none", "LICENSE")
    content = "# Of one's own\n" + " ".join(f"[a]({link})" for link in links)
    assert broken(ROOT / "page.md", content) == ["none.md", "#none", "LICENSE#none"]
    for wrong in ("https://py" "pi.org/simple", "see /" "tmp/x", "/" "work/main", "a sub" "agent did it"):
        assert misplaced(wrong.encode())
    assert misplaced(b"\xff\xfe/" + b"tmp/") == [] == misplaced(b"a user agent, template, network/")
    assert ROOT / "cli.py" in files() and ROOT / ".run.log" not in files()
