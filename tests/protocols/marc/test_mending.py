"""Text that a conversion broke is put right; words that only look broken are left alone."""

import pytest

from portee.protocols.marc import mend_text


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("sortilÃ¨ges", "sortilèges"),
        ("Ã‰tÃ©", "Été"),
        ("lâ€™Ã©tÃ©", "l’été"),
        ("Edilivre â\x80\x93 Aparis", "Edilivre – Aparis"),
        ("cÅ“ur", "cœur"),
        ("Ã\x83Â©tÃ\x83Â©", "été"),
        ("TeotihuacaÃ\x8cÂ\x81n", "Teotihuaca\u0301n"),
        ("Ð\x9fÑ\x80Ð¸Ð²ÐµÑ\x82", "Привет"),
        ("M√§√üig", "Mäßig"),
        ("√† trois voix", "à trois voix"),
        ("l‚Äô√âcho", "l’Écho"),
    ],
)
def test_text_encoded_twice_is_mended_and_said(broken: str, right: str) -> None:
    mended, remark = mend_text(broken)
    assert mended == right
    assert remark is not None
    assert remark.code == "double-encoded"
    before, after = remark.values
    assert before != after


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        # MARC-8 read as Latin-1.
        ("fãete", "fête"),
        ("chãateau", "château"),
        ("Vallâee", "Vallée"),
        ("mes premiáeres belles histoires", "mes premières belles histoires"),
        ("un monstre áa Paris", "un monstre à Paris"),
        ("Oáu es-tu ?", "Où es-tu ?"),
        ("Caraèibes", "Caraïbes"),
        ("Michaèel", "Michaël"),
        ("Agèuero", "Agüero"),
        ("ðCa sent les garðcons", "Ça sent les garçons"),
        ("Pãole Express", "Pôle Express"),
        ("âElie", "Élie"),
        # ISO 5426 read as Latin-1.
        ("littÂerature", "littérature"),
        ("ÂEtudes", "Études"),
        ("garÐcon", "garçon"),
        # Latin-1 read as ISO 5426.
        ("rŒvØ", "rêvé"),
        ("Elle et sa mŁre dØmØnagent", "Elle et sa mère déménagent"),
        # One byte a letter, read as another set.
        ("l\x92homme", "l’homme"),
        ("\x83tats-Unis", "États-Unis"),
        ("Ceskoslovensk\x87 Televize", "Ceskoslovenská Televize"),
        # Marks put after the wrong letter.
        ("Kleingar\u0308ten", "Kleingärten"),
        ("Ex. n \u030a54 ; n4\u030a0", "Ex. n° 54 ; n°40"),
    ],
)
def test_misread_text_is_mended_and_said(broken: str, right: str) -> None:
    mended, remark = mend_text(broken)
    assert mended == right
    assert remark is not None
    assert remark.code == "misread-characters"


@pytest.mark.parametrize(
    "text",
    [
        "L'été à Liège : fêtes, œuvres & façons",
        "Báez, Joan",
        "Jáuregui",
        "João Gusmão, são Paulo, mãe",
        "glèisa, lèu, rèi",
        "Maurèen Poignonec",
        "Bèyènè",
        "Âge tendre, âme",
        "« CITÉ», FÊTÉ’",
        "Straße, Spaß“",
        "LUNEDÌ»",
        "Ñandú, Ó, Ú",
        "Läckberg, Björk, Müller",
        "InterÉditions, Øystein, Łódź, LŒUVRE",
        "Kak\u0328enīte, S\u0332. Morgiève",
        "Noël, naïf, Thaïlande, ambiguë",
        "n° 5, 20 °C, 3 €",
        "\x98Les \x9cfêtes",
        "Война и мир, Ὀδύσσεια, 東京",
        "ascii only",
        "",
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    assert mend_text(text) == (text, None)


def test_text_encoded_again_and_again_is_undone_to_the_end() -> None:
    broken = "Metsä"
    for _ in range(12):
        broken = broken.encode().decode("latin-1")
    assert mend_text(broken)[0] == "Metsä"
