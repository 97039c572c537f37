"""Texts that somebody could write to make a letter do something: a few for each run, and many for a proof."""

from __future__ import annotations

FEW = (
    '#read("/etc/passwd") $x^2$ *fet* _kursiv_ `kod` = Rubrik @se <etikett> // bort',
    "#panic() #import sys: inputs #sys.inputs {name} {contact} {{amount}} %(x)s \\u{202e}",
    "<script>alert(1)</script> =CMD('calc')!A1 'citat' \"citat\" --- ~ -- ...",
    "W" * 200,
    "محمد 🏚",
)
_CODE = (
    *('#eval("1+1")', "#{while true {}}", "#let x = 1", "#set page(width: 1pt)", "#show: none", '#include "x.typ"'),
    *('#image("x.png")', '#json("x")', "#pagebreak()", "#place(dx: 1cm)[x]", "#hide[x]", "#metadata(1)", "#v(-9cm)"),
    *('#plugin("x")', '#import "@preview/x:1.0.0"', "#sys.inputs.told", "#counter(page).update(9)", '#link("x")[y]'),
)
_MARKUP = (
    *("*fet*", "_kursiv_", "`kod`", "```typ x```", "$ sum_(i=1)^n $", "= Rubrik", "== Rubrik", "- punkt", "+ nummer"),
    *(
        "/ term: ord",
        "<etikett>",
        "@ref",
        "\\#",
        "\\",
        "~",
        "--",
        "---",
        "...",
        "// bort",
        "/* bort */",
        "[x](y)",
        "![x]",
    ),
    *(
        "https://exempel.example/?a=1&b=2",
        "a@b.example",
        "'citat'",
        '"citat"',
        "”citat”",
        "<!-- x -->",
        "&amp;",
        "&#x27;",
    ),
)
_OTHERS = (
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=y>",
        "{{7*7}}",
        "{% debug %}",
        "${7*7}",
        "#{7*7}",
        "%s%n",
        "%00",
    ),
    *("=CMD('calc')!A1", "+46701740605", "-500,00", "@SUM(A1)", "'; DROP TABLE x; --", '" OR 1=1', "../../etc/passwd"),
    *(
        "{name}",
        "{contact}",
        "{}",
        "{0}",
        "{x.y}",
        "{name!r}",
        "{{name}}",
        "BT (x) Tj ET",
        "endobj",
        "%PDF-1.7",
        "%%EOF",
    ),
    *(
        "(oavslutad",
        ")(",
        "\\)",
        "\\(",
        "<</S/JavaScript>>",
        "/Encrypt",
        "null",
        "undefined",
        "NaN",
        "-0",
        "1e309",
        "true",
    ),
    *(
        "O'Neill",
        "Åke-Örjan von Ängsö",
        "Łukasz Ğüneş",
        "Þórðarson",
        "Ω Привет",
        "İstanbul ıI",
        "ﬁ ﬂ",
        "ß ẞ",
        "a\u0301",
    ),
    *(
        "محمد",
        "שלום",
        "你好",
        "한국어",
        "🏚",
        "👩‍👧",
        "𝕏",
        "\u00a0x",
        "x\u2009y",
        "½ ‰ № €",
        "“ ” „ ‟",
        "–—―",
        "…",
        "• ·",
    ),
    *(
        "W" * 200,
        "i" * 200,
        "Å " * 60,
        "-" * 200,
        "." * 150,
        "x" * 37,
        "ord " * 50,
        "A\u00adB",
        "1\u20602",
        "x" * 199 + "!",
    ),
)


def many() -> tuple[str, ...]:
    """All of them, and each piece of code in the midst of a sentence."""
    return (*FEW, *_CODE, *_MARKUP, *_OTHERS, *(f"Hej {one} du" for one in (*_CODE, *_MARKUP[:20])))
