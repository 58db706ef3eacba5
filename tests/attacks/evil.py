"""Texts that attack, invented: what a spreadsheet would run, what a page would load, what a disk would take for a path."""

from __future__ import annotations

FORMULAS = (
    "=cmd|'/c calc'!A0", "+1+cmd|' /c calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠x",
    " =1+1", "\u3000＝1", "\u200b=1", "\ufeff=1", "a\r=1+1", 'b",=1+1', "−1",
    '=HYPERLINK("http://127.0.0.1:9/","x")', "=DDE(\"x\";\"y\")",
)  # fmt: skip
INERT = ("1", "杭州", "a=b", "", "'=1", "3 - 2", "１", "（=）", "a\nb")
LOADED = (
    "file:///etc/passwd", "http://127.0.0.1:9/x", "data:text/html,<script>alert(3)</script>", "javascript:alert(4)",
    "//127.0.0.1:9/y",
)  # fmt: skip
MARKUP = (
    "<script>alert(1)</script>", "</style><style>*{background:url(file:///etc/passwd)}", '"><img src=x onerror=alert(2)>',
    "<svg onload=alert(5)><use href='file:///etc/passwd'/></svg>", "{{ 7*7 }}{% raw %}",
    "]]>--><!-- ", "&lt;script&gt;", "</script>",
)  # fmt: skip
UNSEEN = "\u202e\u2066\u200f\u200b\u0007\u0000\ud800\udfff\ufeff\ufff9"
PATHS = (
    "../../etc/x", "..", ".", "/etc/x", "a/b", "a\\b", "a\0b", "CON", "nul.txt", "Com1", "x.", "x ",
    "长" * 300, "W" * 300, "A", "a", "",
    "\u202ea", "\ud800", "-rf", "~", "%2e%2e%2f", "a:b", "a?b*",
    "LPT9.x", "aux",
)  # fmt: skip
TENFOLD = "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
LAUGHS = f"<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>{TENFOLD}]>"
OUTSIDE = "<!DOCTYPE r [<!ENTITY j SYSTEM 'file:///etc/passwd'>]>"
