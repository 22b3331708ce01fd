"""Mediums of performance as records write them: RISM 594, UNIMARC 145, French and English words, titles, headings."""

import pytest

from portee.catalogue.vocabularies.forces import (
    Force,
    forces_in_rism,
    forces_in_title,
    forces_in_words,
)
from portee.catalogue.vocabularies.headings import form_and_medium

IN_WORDS: list[tuple[str, list[Force]]] = [
    ("Violon", [("violin", None)]),
    ("flûte à bec alto", [("alto-recorder", None)]),
    ("Flûtes à bec", [("recorder", None)]),
    ("FLUTE TRAVERSIERE", [("flute", None)]),
    ("2 flûtes", [("flute", 2)]),
    ("2 flûtes, piano", [("flute", 2), ("piano", 1)]),
    ("pour violon et piano", [("violin", 1), ("piano", 1)]),
    ("deux violons et basse continue", [("violin", 2), ("continuo", 1)]),
    ("violon (2), alto, violoncelle", [("violin", 2), ("viola", 1), ("cello", 1)]),
    ("Violon I, violon II, alto et violoncelle", [("violin", 2), ("viola", 1), ("cello", 1)]),
    ("Quatuor à cordes", [("string-quartet", None)]),
    ("quatuors de saxophones", [("saxophone-quartet", None)]),
    ("piano à quatre mains", [("piano-four-hands", None)]),
    ("piano 4 mains", [("piano-four-hands", None)]),
    ("2 pianos", [("piano", 2)]),
    ("clarinette en si bémol et piano", [("clarinet", 1), ("piano", 1)]),
    ("3 saxophones alto", [("alto-saxophone", 3)]),
    ("cor en fa et piano", [("horn", 1), ("piano", 1)]),
    ("cor anglais", [("english-horn", None)]),
    ("hautbois", [("oboe", None)]),
    ("2 hautbois", [("oboe", 2)]),
    (
        "chant, guitare électrique, basse, batterie",
        [("voices", 1), ("electric-guitar", 1), ("bass-instrument", 1), ("drum-kit", 1)],
    ),
    (
        "soprano, alto, ténor, basse",
        [("soprano", 1), ("contralto", 1), ("tenor", 1), ("bass-voice", 1)],
    ),
    ("chœur mixte à 4 voix et orgue", [("mixed-choir", None), ("organ", 1)]),
    ("Choeur d'enfants, piano", [("children-choir", None), ("piano", 1)]),
    ("chœur à 3 voix égales", [("equal-voice-choir", None)]),
    ("SATB", [("mixed-choir", None)]),
    ("ensemble vocal et instrumental", [("vocal-instrumental-ensemble", None)]),
    ("ens. voc. & instr.", [("vocal-instrumental-ensemble", None)]),
    ("voix et guitare", [("voices", 1), ("guitar", 1)]),
    ("alto et piano", [("viola", 1), ("piano", 1)]),
    ("vl, vla, vlc", [("violin", 1), ("viola", 1), ("cello", 1)]),
    ("flute and guitar", [("flute", 1), ("guitar", 1)]),
    ("drums", [("drum-kit", None)]),
    ("drum", [("drum", None)]),
    ("alto voice", [("contralto", None)]),
    ("Orchestre d’harmonie", [("concert-band", None)]),
    ("orchestre à cordes", [("string-orchestra", None)]),
    ("Accordéon chromatique", [("accordion", None)]),
    ("percussions", [("percussion", None)]),
]

IN_RISM: list[tuple[str, list[Force]]] = [
    ("Coro T (2), Coro B (2)", [("choir-tenor", 2), ("choir-bass", 2)]),
    ("V, pf", [("voices", 1), ("piano", 1)]),
    ("Coro S (2), Coro A", [("choir-soprano", 2), ("choir-alto", 1)]),
    ("org", [("organ", 1)]),
    (
        "S, A, T (S), B (A), pf",
        [("soprano", 1), ("contralto", 1), ("tenor", 1), ("bass-voice", 1), ("piano", 1)],
    ),
    ("vl 1, vl 2, vla, vlc", [("violin", 2), ("viola", 1), ("cello", 1)]),
    ("vl 1, vl 2, vla, b", [("violin", 2), ("viola", 1), ("bass-instrument", 1)]),
    ("b, fl (2)", [("bass-instrument", 1), ("flute", 2)]),
    ("Bariton, Mezzo-S (Bariton), pf", [("baritone", 1), ("mezzo-soprano", 1), ("piano", 1)]),
    ("org, harmonium (org)", [("organ", 1), ("harmonium", 1)]),
    (
        "S, T (S), vl princ, org, b, bc: org",
        [
            ("soprano", 1),
            ("tenor", 1),
            ("violin", 1),
            ("organ", 1),
            ("bass-instrument", 1),
            ("continuo", 1),
        ],
    ),
    (
        "V, vla da gamba princ, org",
        [("voices", 1), ("viola-da-gamba", 1), ("organ", 1)],
    ),
    ("a-cor, bariton, bombardone", [("tenor-horn", 1), ("saxhorn-baritone", 1), ("bombardon", 1)]),
    (
        "cl (2), cor (2), tr (2), timp",
        [("clarinet", 2), ("horn", 2), ("trumpet", 2), ("timpani", 1)],
    ),
    ("Mezzo-S, Bariton 1, 2, pf (orch)", [("mezzo-soprano", 1), ("baritone", 2), ("piano", 1)]),
    ("Coro maschile", [("men-choir", None)]),
]

IN_TITLES: list[tuple[str, list[Force]]] = [
    ("Sonate pour violon et piano en la majeur", [("violin", 1), ("piano", 1)]),
    ("Concerto pour piano et orchestre", [("piano", 1), ("orchestra", None)]),
    ("40 Mélodies choisies pour chant et piano de Fr. Schubert", [("voices", 1), ("piano", 1)]),
    ("Concerto for piano and orchestra, D major", [("piano", 1), ("orchestra", None)]),
    ("Pièces pour 2 flûtes, op. 12", [("flute", 2)]),
    ("Le piano pour tous", []),
    ("Chansons pour rire", []),
    ("Une prière", []),
    ("Histoires pour voix de femme seule", [("woman-voice", 1)]),
]

IN_HEADINGS: list[tuple[str, list[str], list[Force]]] = [
    ("Piano, Musique de", [], [("piano", None)]),
    ("Orgue, Musique d'", [], [("organ", None)]),
    ("Orgue, Musique d' (17e siècle)", [], [("organ", None)]),
    ("Trompette, Musique de (jazz)", ["jazz"], [("trumpet", None)]),
    ("Saxophone soprano, Musique de (jazz)", ["jazz"], [("soprano-saxophone", None)]),
    ("Sonates (violoncelle)", ["sonata"], [("cello", None)]),
    ("Valses (accordéon)", ["waltz"], [("accordion", None)]),
    ("Suites (orchestre)", ["suite"], [("orchestra", None)]),
    ("Variations (piano)", ["variations"], [("piano", None)]),
    ("Rock (musique)", ["rock"], []),
    ("Rap (musique)", ["rap"], []),
    ("New wave (musique)", ["new-wave"], []),
    ("Chansons françaises", ["chanson"], []),
    ("Chansons enfantines", ["children-song"], []),
    ("Heavy metal", ["metal"], []),
    ("Musique traditionnelle", ["folk-music"], []),
    ("Musique vocale sacrée", ["sacred-music"], []),
    ("Opéras", ["opera"], []),
    ("Madrigaux (musique) (16e siècle)", ["madrigal"], []),
    ("Ballet, Musique de", ["ballet-music"], []),
    ("Préludes de chorals", ["chorale-prelude"], []),
    ("Partsongs", ["part-song"], []),
    ("Duets (voc.)", ["vocal-duet"], []),
    ("Offertories", ["offertory"], []),
    ("Fugues (instr.)", ["fugue"], []),
    ("Concerti grossi.", ["concerto-grosso"], []),
    ("Concertos (Violin)", ["concerto"], [("violin", None)]),
    (
        "Concertos (Clarinets (2), oboes (2) with string orchestra)",
        ["concerto"],
        [("clarinet", 2), ("oboe", 2), ("string-orchestra", None)],
    ),
    ("Trumpets (3) and electronic music", [], [("trumpet", 3), ("electronic", 1)]),
    ("Piano music (4 hands)", [], [("piano-four-hands", None)]),
    ("Piano music, Arranged.", [], [("piano", None)]),
    ("Saxophone with jazz ensemble", [], [("saxophone", 1), ("jazz-ensemble", None)]),
    ("Jazz ensembles, Arranged", ["jazz"], [("jazz-ensemble", None)]),
    ("Big band music.", ["swing"], []),
    ("Quatuors à cordes", [], [("string-quartet", None)]),
    ("Guerre mondiale (1914-1918)", [], []),
    ("Violon", [], []),
    ("Rois et souverains", [], []),
]


@pytest.mark.parametrize(("words", "expected"), IN_WORDS)
def test_a_medium_in_words_is_read_with_its_counts(words: str, expected: list[Force]) -> None:
    assert forces_in_words(words) == (tuple(expected), ())


@pytest.mark.parametrize(("words", "expected"), IN_RISM)
def test_a_medium_of_rism_is_read_with_its_capitals(words: str, expected: list[Force]) -> None:
    assert forces_in_rism(words) == (tuple(expected), ())


@pytest.mark.parametrize(("title", "expected"), IN_TITLES)
def test_a_title_tells_forces_only_after_pour(title: str, expected: list[Force]) -> None:
    assert forces_in_title(title) == tuple(expected)


@pytest.mark.parametrize(("heading", "genres", "forces"), IN_HEADINGS)
def test_a_heading_of_music_tells_form_and_medium(
    heading: str, genres: list[str], forces: list[Force]
) -> None:
    assert form_and_medium(heading) == (tuple(genres), tuple(forces))


def test_what_is_no_instrument_is_given_back_as_written() -> None:
    forces, unknown = forces_in_words("2 flûtes, Zblorg ténébreux, piano")
    assert forces == (("flute", 2), ("piano", 1))
    assert unknown == ("Zblorg ténébreux",)
    assert forces_in_rism("V, Xyz")[1] == ("Xyz",)


def test_alto_is_a_viola_among_strings_and_a_voice_among_voices() -> None:
    assert ("viola", 1) in forces_in_words("violon, alto, basse continue")[0]
    assert ("contralto", 1) in forces_in_words("soprano, alto et orgue")[0]
