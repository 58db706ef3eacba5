"""Pages of WeChat articles and accounts, as short as they can be read."""

from __future__ import annotations

URL = "https://mp.weixin.qq.com/s/KDWh_qGpFN5Vu1TR9t30Mw"
BIZ, OTHER_BIZ = "MzA5MDAwMDAwMQ==", "MzA5MDAwMDAwMg=="


def classic(body: str = "<p>文</p>", **fields: str) -> str:
    known = {
        "user_name": '"gh_0123456789ab"', "nickname": 'htmlDecode("某地发布")', "ct": '"1762747210"',
        "msg_title": "'标题&amp;副题\\x22一\\x22'.html(false)", "source_encode_biz": '""',
    } | fields  # fmt: skip
    script = "".join(f"    var {name} = {text};\n" for name, text in known.items())
    return f'<div class="x" id="js_content" style="y">{body}</div><script>\n{script}</script>'


def shared(**fields: str) -> str:
    known = {
        "user_name": "JsDecode('gh_0123456789ab')", "nick_name": "JsDecode('某地发布')", "title": "JsDecode('标题')",
        "content_noencode": "JsDecode('文')", "copyright_info": "{copyright_stat: '0' * 1}", "picture_page_info_list": "[]",
    } | fields  # fmt: skip
    own = {"type": "'8'", "ct": "'1762338600'"} | fields
    lines = "".join(f"                {name}: {text},\n" for name, text in known.items() if name not in ("ct", "type"))
    return (
        f"<script>window.item_show_type = {own['type']} || '';\nwindow.ct = {own['ct']} || '';</script>"
        f"<script>window.cgiDataNew = {{\n{lines}}};</script>"
    )


def passed_on(own_words: str, **fields: str) -> str:
    """Somebody else's article, passed on with words of one's own."""
    notice = f'<p id="js_share_notice"><script>document.x.innerHTML = "{own_words}".replace(/\\n/g,"<br>");</script></p>'
    above = f'{notice}<div id="js_share_content"><span id="original_panel_title">别人的文章</span>'
    below = '<div><span data-url="http://mp.weixin.qq.com/s?__biz=MzA4==&mid=1" id="js_share_source">阅读全文</span></div></div>'
    return above + classic("", **{"source_encode_biz": '"MzA4=="'} | fields).replace("<script>", below + "<script>", 1)


def about_page(*rows: tuple[str, str], biz: str = "") -> str:
    """The page of an account with these rows."""
    link = f'<a href="http://mp.weixin.qq.com/mp/getverifyinfo?__biz={biz}#wechat_webview_type=1">' if biz else "<a>"
    shown = "".join(
        f'<div class="item-info basic-info"><div class="item-title">{name}</div>{link}<div> {value} <i></i></div></a></div>'
        for name, value in rows
    )
    return f'<title>关于公众号</title><div class="about-page">{shown}</div><script>var x = 1;</script>'
