"""A hundred and twenty texts that somebody may put in a name, a number or a place, to do more than be read."""

from __future__ import annotations

UNSEEN = [
    *(f"Anna{chr(code)}Berg" for code in (*range(0, 32), 127, *range(128, 160))),  # 65 control signs
    *(f"Anna{sign}Berg" for sign in "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069"),
    *(f"Anna{sign}Berg" for sign in "\u2028\u2029\ufeff\u00ad\u061c\u180e\U000e0001\U000e0041\ue000\U0010ffff"),
]
INJECTING = [
    "Anna\r\nBcc: alla@kvarnby.example",
    "Anna\nSubject: Skuld",
    "Anna\r\n\r\nEn annan text",
    "Anna\r\n.\r\nMAIL FROM:<x@kvarnby.example>",
    "Anna%00Berg\0",
]
LITERAL = [
    "<script>alert(1)</script>", "<b>Anna</b>", "{{ 7*7 }}", "{% debug %}", "{phone}", "{0.__class__}", "${phone}",
    "%(phone)s", "%s%s%n", "=1+1", "+46701740605", "-2+3", "@SUM(A1)", "|calc", "#read(\"/etc/passwd\")", "$x$ *b* _i_",
    "'; drop table ground_person; --", "\" onmouseover=\"x", "\\r\\n Bcc: x", "../../etc/passwd", "&message=2&to=3",
    "a=b&c=d", "%0d%0aBcc:%20x", "=?utf-8?q?Anna?=", "Anna <anna@kvarnby.example>", "a, b; c: d",
]  # fmt: skip
EVERY = [*UNSEEN, *INJECTING, *LITERAL]
