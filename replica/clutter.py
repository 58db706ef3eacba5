"""The static scripts that make a WeChat page 2.4 MB long: most of it the same in every article, as on the real platform."""

from __future__ import annotations

import re
from functools import cache
from random import Random

SIZES = {"front": 330_000, "core": 1_700_000, "back": 340_000, "notice": 30_000}
WORDS = re.findall(
    r"\w+",
    "album anchor audio badge banner bubble button cache canvas card channel chunk click comment config cookie cover cursor "
    "danmu dialog digest drawer event expose extra feedback finder footer frame gesture header height hotspot iframe image "
    "insert item jump keyboard label layer layout link live loader locate logger margin mask media menu message meta mixin "
    "module mount network node observer offset option overlay page param pause player plugin point popup praise preload "
    "product profile progress promise prompt queue quote reader recommend redirect reference refresh render report request "
    "resize resource response reward ripple scene screen scroll section segment select service session share shadow signal "
    "slider socket source stack state status storage stream style submit swiper switch tab target template text theme thumb "
    "ticket timer title toast token tooltip touch track transfer type update upload user vendor version viewport visible "
    "voice volume watch watermark wheel widget width window wording wrap zoom ",
)
FORMS = (
    "        var {a} = {b}.{c}({n});\n",
    "        if ({a} && {a}.{b} !== {n}) {{ {c}$1({a}.{d}, {n}); }}\n",
    "        function {a}${m}({b}, {c}) {{ return {b}.{d} ? {c}['{a}_{d}'] : {n}; }}\n",
    '        Object.defineProperty({a}, "{b}", {{ value: {n}, enumerable: !0 }});\n',
    "        {a}.addEventListener('{b}', function (e) {{ return {c}(e.{d}, \"{b}-{a}-{n}\"); }}, !1);\n",
    '        var css${n} = ".js_{a}_{b} .{c}__{d} {{ margin: {m}px 0 0; -webkit-tap-highlight-color: rgba(0, 0, 0, 0); }}";\n',
    "        var {a}${m} = {{ {a}: Number(window.{b}) || 0, {c}: '{d}', isPaySubscribe: window.isPaySubscribe }};\n",
    "        function _objectSpread${m}(e) {{ for (var r = 1; r < arguments.length; r++) {{ var t = null != arguments[r] ? "
    "arguments[r] : {{}}; ownKeys$1(Object(t), !0).forEach(function (r) {{ e[r] = t[r]; }}); }} return e; }} // {a}\n",
)
MISLEADING = (  # what the real scripts say as well; none of it is about the article
    "        var biz = null;\n",
    "        var {a} = this.item_show_type === '0' && supportNewTopBar;\n",
    "        var TEMP_NODES = ['MP-MINIPROGRAM', 'MPPRODUCT', 'MPCPS'], ignoreEleId = ['js_mpvideo'];\n",
    "        {a}.querySelectorAll('.video_iframe, .vote_iframe, .card_iframe').forEach(function (item) {{ {b}(item, {n}); }});\n",
    "        return '<img src=\"'.concat({a}, '\" class=\"we-emoji\" data-src=\"').concat({b}, '\">');\n",
    "        var {a} = {b}.getAttribute('data-miniprogram-appid') || /miniprogram/.test(ua.toLowerCase());\n",
    "        picture_page_info_list.forEach(function (imgData) {{ {a}.push(imgData.cdn_url); }});\n",
    "        if (window.ct * 1000 >= {a}.getTime()) {{ create_time = {b}.createTime; msg_title = {b}.title; }}\n",
    "        weui.toast('商品合集已被删除', {{ extClass: 'weui-toast_{a}' }});\n",
)
SCRIPT = '<script type="text/javascript" h5only nonce="899229603" reportloaderror>\n    (function () {\n'
END = "    })();\n</script>\n"


@cache
def block(name: str) -> bytes:
    """A block of scripts of about the size of its name, the same in every process."""
    rng, lines, size = Random(name), [SCRIPT], 0
    while size < SIZES[name]:
        form = rng.choice(MISLEADING) if rng.random() < 0.01 else rng.choice(FORMS)
        a, b, c, d = rng.choices(WORDS, k=4)
        lines.append(form.format(a=a, b=b, c=c, d=d, n=rng.randrange(10_000), m=rng.randrange(64)))
        size += len(lines[-1])
        if rng.random() < 0.002:
            lines.append(END + SCRIPT)
    return "".join([*lines, END]).encode()


def joined(page: str) -> bytes:
    """The page with the blocks in the places that it names: `<!--core-->` and so on."""
    pieces = re.split(f"<!--({'|'.join(SIZES)})-->".encode(), page.encode())
    return b"".join(block(piece.decode()) if i % 2 else piece for i, piece in enumerate(pieces))
