"""ISO 5426, the extended Latin set of UNIMARC exports: a diacritic comes before the letter it marks.

Source: ISO 5426:1983 (code table reproduced in the UNIMARC Manual, appendix J). Bytes below 0x80 are ISO 646.
"""

from portee.protocols.marc.prefixed import PrefixedSet

# 0xC8 (trema) and 0xC9 (umlaut) are one mark in Unicode.
_MARKS = dict(
    zip(
        range(0xC0, 0xDC),
        "\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0308\u030a\u0315\u0312\u030b\u031b\u030c"
        "\u0327\u031c\u0326\u0328\u0325\u032e\u0323\u0324\u0332\u0333\u0329\u032d",
        strict=True,
    )
) | {0xDD: "\ufe22", 0xDE: "\ufe23"}
_SIGNS = dict(
    zip(
        (*range(0xA1, 0xB3), *range(0xB6, 0xC0)),
        "¡„£$¥†§′‘“«♭©℗®ʻʼ‚‡·″’”»♯ʹʺ¿",
        strict=True,
    )
)
_LETTERS = dict(
    zip(
        (
            0xE1,
            0xE2,
            0xE6,
            0xE8,
            0xE9,
            0xEA,
            0xEC,
            0xF1,
            0xF2,
            0xF3,
            0xF5,
            0xF6,
            0xF8,
            0xF9,
            0xFA,
            0xFB,
            0xFC,
        ),
        "ÆĐĲŁØŒÞæđðıĳłøœßþ",
        strict=True,
    )
)
ISO5426 = PrefixedSet(marks=_MARKS, signs=_SIGNS | _LETTERS)
