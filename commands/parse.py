"""dsci parse"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from .asked.options import moment_given, store_option


@click.command()
@click.argument("channel")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", required=True, help="The address that the page was saved from.")
@click.option("--purpose", required=True, help="What it is: home, column, article, letters, hall, guide; profile, timeline ...")
@click.option("--unit", default="", help="The unit's code; needed with --keep.")
@click.option("--account", default="", help="The account's id. Default: the address's host.")
@click.option("--seen-at", default="", help="When the page was saved (ISO). Default: now.")
@click.option("--type", "content_type", default="", help="Its Content-Type, where known.")
@click.option("--keep", is_flag=True, help="Keep the page and its facts in the store.")
@store_option
def command(
    channel: str,
    file: Path,
    url: str,
    purpose: str,
    unit: str,
    account: str,
    seen_at: str,
    content_type: str,
    keep: bool,
    store: str,
) -> None:
    """The facts in one saved page, as JSON, with its status.

    Example: dsci parse website tests/cases/website/column_trs/page.html --url https://www.example.gov.cn/a/ --purpose column
    """
    from urllib.parse import urlsplit

    from .. import registry
    from ..channels import channels
    from ..contract import Account, Answer, Page, Status, page_id
    from ..pipeline import keep as keep_page
    from ..store import open_store

    if channel not in channels():
        raise click.UsageError(f"no channel {channel!r}; there are {', '.join(channels())}")
    if keep and unit not in registry.units():
        raise click.UsageError(f"--keep needs --unit, a code of the registry; got {unit!r}")
    moment = moment_given(seen_at) or datetime.now(UTC)
    body = file.read_bytes()
    account = account or urlsplit(url).hostname or url
    run = "saved"
    page = Page(
        page_id(run, channel, unit, purpose, url), url, unit, channel, account, purpose, run, 0, moment, moment,
        Status.OK, 200, content_type, sha256=sha256(body).hexdigest(),
    )  # fmt: skip
    if keep:
        kept = open_store(store)
        page, facts = keep_page(kept, page, body, f"{run}/{channel}")
        row = Account(unit, channel, platform_of(channel, purpose), account, source="saved page")
        if not kept.rows(Account, unit=unit, channel=channel, platform=row.platform, id=account):
            kept.put([row])
        outcome: dict[str, Any] = {"status": page.status, "reason": page.reason, "facts": facts, "follow": ()}
    else:
        extract = channels()[channel].extract(Answer(page, body, content_type))
        outcome = {"status": extract.status, "reason": extract.reason, "facts": extract.facts, "follow": extract.follow}
    outcome["facts"] = [{"fact": type(f).__name__, **asdict(f)} for f in outcome["facts"]]
    outcome["follow"] = [asdict(t) for t in outcome["follow"]]
    click.echo(json.dumps(outcome, ensure_ascii=False, indent=1, default=str))


PLATFORMS = {
    "video": {"vision": "kuaishou", "home": "shipinhao"} | dict.fromkeys(("card", "relation", "view"), "bilibili"),
    "app": dict.fromkeys(("token", "huawei", "tencent", "xiaomi", "vivo_search", "vivo"), "android"),
}
USUAL = {"website": "portal", "app": "ios", "video": "douyin"}


def platform_of(channel: str, purpose: str) -> str:
    """The platform whose answer that is."""
    return PLATFORMS.get(channel, {}).get(purpose) or USUAL.get(channel, channel)
