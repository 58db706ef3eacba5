"""The `dsci` command: gathers the files of commands/, importing only the one that is called."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from . import __version__, commands


class Commands(click.Group):
    """One command a file: `new_case.py` is `dsci new-case`, `import_.py` is `dsci import`. A module without `command` is none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = [m.name.rstrip("_").replace("_", "-") for m in pkgutil.iter_modules(commands.__path__)]
        return sorted(n for n in names if self.get_command(ctx, n))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        file = name.replace("-", "_") + "_" * iskeyword(name)
        try:
            module = import_module(f"{commands.__name__}.{file}")
        except ModuleNotFoundError as missing:
            if missing.name and missing.name.startswith(commands.__name__):
                return None
            raise
        return getattr(module, "command", None)

    def invoke(self, ctx: click.Context) -> Any:
        """A store that refuses is told in one line, exit 1: it names the file or server."""
        try:
            return super().invoke(ctx)
        except OSError as fault:
            from .store import StoreFault

            if isinstance(fault, StoreFault):
                raise click.ClickException(str(fault)) from fault
            raise


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="dsci")
def main() -> None:
    """How well Chinese governments serve people online: crawl five channels, score, print cards.

    Start with: dsci demo
    """


if __name__ == "__main__":
    main()
