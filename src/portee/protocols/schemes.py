"""The names of the lists that a `Term` may take its code from, so that readers and vocabularies say the same.

A reader puts the code as written (`svl`, `ka`, `070`), without padding blanks at its end; a vocabulary of the
catalogue knows the codes of the schemes it maps. A code of any other scheme is kept and counted as unmapped.
"""

from enum import StrEnum


class Scheme(StrEnum):
    """One list of codes; the comment says which places of a record use it."""

    WORDS = "words"
    """No code: words as written, from any place."""

    # Types of document
    UNIMARC_LEADER = "unimarc-leader"  # leader/06-07 together: `am`, `as`, `cm`, `jm`
    MARC21_LEADER = "marc21-leader"  # leader/06-07 together
    UNIMARC_105 = "unimarc-105"  # one term for each form of contents, 105 $a/4-7: `m`, `t`, `v`
    UNIMARC_105_LITERATURE = "unimarc-105-literature"  # 105 $a/11
    UNIMARC_106 = "unimarc-106"  # 106 $a: form of item, `d` large print, `f` braille
    UNIMARC_110 = "unimarc-110"  # 110 $a/0: `a` periodical, `b` series, `c` newspaper
    UNIMARC_115 = "unimarc-115"  # 115 $a/0
    UNIMARC_116 = "unimarc-116"  # 116 $a/0
    UNIMARC_116_FUNCTION = "unimarc-116-function"  # 116 $a/16-17: `ad` poster
    UNIMARC_124 = "unimarc-124"  # 124 $b maps, and their like
    UNIMARC_125 = "unimarc-125"  # 125 $a/0 and $c: kind of score
    UNIMARC_125_PARTS = "unimarc-125-parts"  # 125 $a/1
    UNIMARC_125_TEXT = "unimarc-125-text"  # 125 $b: literary text of a recording
    UNIMARC_126 = "unimarc-126"  # 126 $a/0: carrier of sound
    UNIMARC_135 = "unimarc-135"  # 135 $a/0: kind of electronic resource
    SUDOC_008 = "sudoc-008"  # 008 of the Sudoc: `Aax3`, `Oax3`, `Mgx`
    MARC21_006 = "marc21-006"  # 006/00
    MARC21_007 = "marc21-007"  # 007/00-01: `sd`, `vd`, `cr`
    MARC21_008_MUSIC = "marc21-008-20"  # 008/20: format of music
    MARC21_008_MUSIC_PARTS = "marc21-008-21-music"  # 008/21 of music
    MARC21_008_FORM = "marc21-008-23"  # 008/23 or 29: form of item, `d` large print, `f` braille
    MARC21_008_CONTENTS = "marc21-008-24"  # one term for each of 008/24-27 of a book
    MARC21_008_LITERATURE = (
        "marc21-008-33"  # 008/33 of a book; visual material says its type with -visual
    )
    MARC21_008_VISUAL = "marc21-008-33-visual"
    MARC21_008_SERIAL = "marc21-008-21"  # 008/21 of a continuing resource
    ISBD_CONTENT = "isbd-content"  # 181 $a, first character
    ISBD_QUALIFICATION = "isbd-qualification"  # 181 $b: `axxe`, notated music; `bxxa`, performed
    ISBD_MEDIA = "isbd-media"  # 182 $a, first character
    RDA_CONTENT = "rdacontent"  # 181 $c, 336 $b
    RDA_MEDIA = "rdamedia"  # 182 $c, 337 $b
    RDA_CARRIER = "rdacarrier"  # 183 $a, 338 $b
    DCMI_TYPE = "dcmi-type"
    MODS_TYPE = "mods-type"
    KBART_TYPE = "kbart-type"
    EAD_LEVEL = "ead-level"

    # Music
    IAML_MOP = "iaml-mop"  # UNIMARC 145 and 146, three to six characters
    MARC_MOP = "marc-mop"  # MARC21 048, UNIMARC 128 $b $c: two letters
    RISM_MOP = "rism-mop"  # 594 $a of RISM: words whose case tells (`B` bass voice, `b` bass)
    LCMPT = "lcmpt"  # 382: words in English
    IAML_GENRE = "iaml-genre"  # UNIMARC 128 $a, three characters or fewer
    MARC_GENRE = "marc-genre"  # MARC21 008/18-19 and 047
    UNIMARC_KEY = "unimarc-key"  # UNIMARC 128 $d: `cxm`
    RISM_KEY = "rism-key"  # MARC21 031 $r, 240 $r of RISM: `F` major, `f` minor, `B|b`

    # People, languages, places, readers
    UNIMARC_RELATOR = "unimarc-relator"
    MARC_RELATOR = "marc-relator"
    ISO_639_1 = "iso639-1"
    ISO_639_2B = "iso639-2b"
    ISO_639_2T = "iso639-2t"
    BCP_47 = "bcp47"
    ISO_3166 = "iso3166"  # UNIMARC 102: two letters
    MARC_COUNTRY = "marc-country"  # MARC21 008/15-17, 044
    UNIMARC_AUDIENCE = "unimarc-audience"  # one term for each of 100 $a/17-19
    RECOMMENDATION_995_Q = "995-q"  # 995 $q: readers an item is meant for
    MARC21_AUDIENCE = "marc21-audience"  # 008/22
    RAMEAU = "rameau"
    LCSH = "lcsh"
    DEWEY = "dewey"
    PCDM = "pcdm"  # discotheque classification, 686
