"""What an account's page says of it: its purpose and as whom it is verified."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from ...contract import Unit
from ...registry import short_name

HOSTS = (  # 认证类型, 认证主体
    ("政府", "{full}人民政府办公室"), ("政府", "{full}人民政府新闻办公室"),
    ("事业单位", "{full}大数据中心"), ("媒体", "{short}日报社"),
    ("政府", "市人民政府办公室"), ("事业单位", "融媒体中心"), ("其他组织", "政务服务中心"),
)  # fmt: skip
PURPOSES = ("{full}权威信息发布平台。", "发布权威信息，服务千家万户。", "看{short}新闻，办{short}事情。", "")


@dataclass(frozen=True)
class About:
    """The page's words. `subject` is '' where the account is not verified; `registrant` stands in its place there."""

    purpose: str
    kind: str
    subject: str
    registrant: str
    host: bool  # the verified subject's name holds the unit's short name
    renamed: bool  # the page tells the account's names


def about(rng: Random, unit: Unit, quality: float) -> About:
    """Most accounts are verified, the better the unit the more often."""
    short = short_name(unit)
    kind, subject = rng.choice(HOSTS)
    subject = subject.format(full=unit.name, short=short)
    purpose = rng.choice(PURPOSES).format(full=unit.name, short=short)
    renamed = rng.random() < 0.3
    if rng.random() < 0.6 + 0.4 * quality:
        return About(purpose, kind, subject, "", short in subject, renamed)
    return About(purpose, "", "", f"{unit.name}人民政府办公室", False, renamed)
