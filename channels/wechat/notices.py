"""What stands in a page's place and answers 200 all the same: notices, captchas, shells."""

from __future__ import annotations

import re

from ...contract import Status
from ..shapes import Ended, ShapeError

NOTICE_BYTES = 200_000
NOTICE = re.compile(rb"weui-msg__title[^<>]{0,40}>\s{0,200}([^<>]{1,200})<")
TITLED = re.compile(rb'"og:title" content="[^"]')
# Recorded: the first three and 该内容暂时无法查看; the others as public readers of articles name them (此帐号 or 此账号).
# Author, platform or account took it away: a finding about the article. "For now", captchas, addresses that ran out or
# ask for WeChat's own client: findings about our look.
NOTICES = (
    ("该内容已被发布者删除", Status.DELETED),
    ("The content has been deleted by the author", Status.DELETED),
    ("因违规无法查看", Status.DELETED),
    ("经审核涉嫌侵权", Status.DELETED),
    ("涉嫌过度营销", Status.DELETED),
    ("此内容发送失败无法查看", Status.DELETED),
    ("此账号已被屏蔽", Status.DELETED),
    ("账号已自主注销", Status.DELETED),
    ("账号已注销", Status.DELETED),
    ("账号已被系统回收", Status.DELETED),
    ("该公众号已迁移", Status.DELETED),
    ("未将文章素材同步至新账号", Status.DELETED),
    ("账号处于账号迁移流程中", Status.BLOCKED),
    ("该内容暂时无法查看", Status.BLOCKED),
    ("环境异常", Status.BLOCKED),
    ("链接已过期", Status.BLOCKED),
    ("访问过于频繁", Status.THROTTLED),
    ("请在微信客户端打开", Status.LOGIN_REQUIRED),
    ("参数错误", Status.HTTP_ERROR),
    ("系统出错", Status.HTTP_ERROR),
)


def instead(page: bytes) -> Ended:
    """How the reading of a page ends that is neither an article nor an account's."""
    if len(page) <= NOTICE_BYTES:
        text = page.decode("utf-8", "replace").replace("帐号", "账号")
        for phrase, status in NOTICES:
            if phrase in text:
                return Ended(status, phrase)
        if notice := NOTICE.search(page):
            return ShapeError("notice", notice[1].decode("utf-8", "replace").strip())
    something = b'id="js_content"' in page or TITLED.search(page)
    return ShapeError("page", "unknown template" if something else "no title, no body")
