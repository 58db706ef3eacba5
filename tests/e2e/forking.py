"""Runs dsci commands that are asked for by lines of JSON, each in a fork of this process, which has imported what they need.

Starting Python and importing the crawl engine takes longer than most of the crawls that are tested.
"""

import json
import os
import sys
from pathlib import Path


def main() -> None:
    import scrapy.crawler
    import scrapy.utils.project  # noqa: F401

    import dsci.cli
    import dsci.pipeline
    import dsci.spiders.run
    from dsci.channels import channels

    channels()
    print("ready", flush=True)
    for line in sys.stdin:
        if not (child := os.fork()):
            asked = json.loads(line)
            enter(asked["cwd"], asked["env"], asked["out"], asked["err"])
            sys.argv = ["dsci", *asked["arguments"]]
            dsci.cli.main()
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


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
