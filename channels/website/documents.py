"""Documents that an article leads to: what a reading 解读 explains."""

from __future__ import annotations

import re
from itertools import islice

from .page import Anchor, Doc, Element, bare, classes, pieces
from .rows import DEPTH, aside
from .urls import host, is_article, is_file

_NAMED = re.compile(r"[《》]|原文|文件|政策|通知|通告|公告|办法|意见|条例|规定|方案|措施|细则|决定|规划|批复|令第|号[)）]?$")
_READING = re.compile(r"解读|图解|一图|读懂|问答|访谈|发布会")
_OTHERS = re.compile(r"[上下前后]一?[篇条页则]|附件|相关(?:阅读|新闻|报道|推荐|信息)|推荐阅读")
_POLICY = re.compile(r"相关(?:文件|政策|文档|链接)|(?:政策|文件)(?:原文|链接|全文)|原文链接|查看原文")
_TEXT = re.compile(
    r"zoom|TRS_Editor|UCAP|vsb_content|article[-_]?(?:body|content|con|text|box)|news[-_]?(?:con|text)|(?:^|\s)(?:content|text)(?=\s|$)",
    re.I,
)
_LABEL = 40  # characters beside a link that may say what it is
MAX_LINKS = 2000


def documents(doc: Doc) -> set[str]:
    """The gov.cn pages and files that links in the article's text, or links called its policy, name as documents."""
    named = [anchor for anchor in doc.anchors[:MAX_LINKS] if _is_document(doc, anchor)]
    return {anchor.key for anchor in named if _of_the_text(anchor.element)}


def _is_document(doc: Doc, anchor: Anchor) -> bool:
    words = bare(anchor.text)
    if not _NAMED.search(words) or _READING.search(words) or anchor.key == doc.key:
        return False
    return f".{host(anchor.url)}".endswith(".gov.cn") and (is_article(anchor.url) or is_file(anchor.url))


def _of_the_text(link: Element) -> bool:
    """By what stands beside the link, else by the boxes that it lies in."""
    boxes = [box for box in islice(link.iterancestors(), DEPTH) if box.tag not in ("body", "html")]
    beside = bare("".join("".join(pieces(box, 10))[:_LABEL] for box in boxes[:1])) + bare(link.text or "")
    if _OTHERS.search(beside) or any(aside(box) for box in boxes):
        return False
    return any(_TEXT.search(classes(box)) for box in boxes) or _POLICY.search(beside + _heading(boxes)) is not None


def _heading(boxes: list[Element]) -> str:
    """The first words of the nearest boxes: 相关文件 over a list of links."""
    return "".join(bare("".join(pieces(box, 10))[:_LABEL]) for box in boxes[1:4])
