"""Runs dsci commands that are asked for by lines of JSON, each in a fork of this process, which has imported what they need.

Starting Python and importing the crawl engine takes longer than most of the crawls that are tested.
"""

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

SETTINGS = "dsci.spiders.settings"


def main() -> None:
    prepare()
    import dsci.cli

    print("ready", flush=True)
    for line in sys.stdin:
        if not (child := os.fork()):
            asked = json.loads(line)
            enter(asked["cwd"], asked["env"], asked["out"], asked["err"])
            sys.argv = ["dsci", *asked["arguments"]]
            dsci.cli.main()
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def prepare() -> None:
    """Imports every command, spider and part of the engine, and reads the registry; the reactor is left to each command."""
    import dsci.commands
    import dsci.pipeline
    import dsci.spiders.run
    from dsci import registry
    from dsci.channels import channels

    for module in walk_packages(dsci.commands.__path__, "dsci.commands."):
        import_module(module.name)
    dsci.spiders.run.spiders_of()
    parts(dsci.spiders.run.get_project_settings())
    channels(), registry.units(), registry.portals(), registry.reach_errors()
    registry.domains.domain_of("www.gov.cn")
    del os.environ["SCRAPY_SETTINGS_MODULE"], sys.modules[SETTINGS]  # they are read from the variables of each command
    assert "twisted.internet.reactor" not in sys.modules


def parts(settings) -> None:  # type: ignore[no-untyped-def]
    """Imports the classes that settings name."""
    tables = ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "ITEM_PIPELINES")
    named = [*settings.values(), *settings["DOWNLOAD_HANDLERS"].values()]
    named += [path for table in tables for path in settings.getwithbase(table)]
    for path in named:
        if isinstance(path, str) and path.startswith(("scrapy.", "dsci.")):
            import_module(path.rpartition(".")[0])


def enter(folder: str, environment: dict[str, str], out: str, err: str) -> None:
    """What a shell does for a command: its folder, its variables, its three files, a group of its own."""
    os.setpgid(0, 0)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, name, mode in ((0, os.devnull, os.O_RDONLY), (1, out, os.O_WRONLY), (2, err, os.O_WRONLY)):
        os.dup2(os.open(name, mode), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    Path(out).touch()


if __name__ == "__main__":
    main()
