"""Ten kinds of resource, cited in five styles as their manuals write them."""

from datetime import date

import pytest

from portee.catalogue.citing import citations, reference_of
from portee.catalogue.vocabularies import Classification
from portee.protocols.description import (
    Contribution,
    Description,
    Identifier,
    Location,
    Name,
    Publication,
    Relation,
    Term,
    Title,
    Years,
)

DAY = date(2026, 11, 22)


def by(name: str, role: str = "070", level: str = "main", kind: str = "person") -> Contribution:
    return Contribution(Name(name, kind), (Term("unimarc-relator", role),), level)


def published(place: str, name: str, year: str) -> tuple[Publication, ...]:
    return (Publication(place, name, year),)


KINDS = {
    "book": Description(
        titles=(Title("L’étranger"),),
        contributions=(by("Camus, Albert"),),
        publications=published("Paris", "Gallimard", "1942"),
        identifiers=(Identifier("isbn", "978-2-07-036002-4"),),
    ),
    "score": Description(
        titles=(Title("Élégie, op. 24", remainder="pour violoncelle et piano"),),
        contributions=(by("Fauré, Gabriel", "230"),),
        publications=published("Paris", "Hamelle", "1883"),
    ),
    "music-recording": Description(
        titles=(Title("Kind of blue"),),
        contributions=(by("Davis, Miles", "590"), by("Coltrane, John", "590")),
        publications=published("[S. l.]", "Columbia", "P 1959"),
    ),
    "video": Description(
        titles=(Title("Giselle"),),
        contributions=(
            by("Coralli, Jean", "200"),
            by("Perrot, Jules", "200"),
            by("Adam, Adolphe", "230"),
            by("Ballet de l’Opéra", "275", kind="corporate"),
        ),
        publications=published("", "Arte", "1996"),
    ),
    "article": Description(
        titles=(Title("Le geste et la voix"),),
        contributions=(by("Zumthor, Paul"),),
        relations=(Relation("part-of", "Critique", "n° 12"),),
        publications=published("Paris", "Minuit", "1983"),
    ),
    "thesis": Description(
        titles=(Title("La danse au collège"),),
        contributions=(by("Nguyên, Anne"),),
        publications=published("", "Université de Nice", "2011"),
    ),
    "periodical": Description(
        titles=(Title("La Scène"),),
        identifiers=(Identifier("issn", "1252-9788"),),
        years=Years(1996, None),
    ),
    "music-manuscript": Description(
        titles=(Title("Kyrie"),),
        contributions=(by("Anonyme"),),
        years=Years(1720, 1750, "approximate"),
    ),
    "website": Description(
        titles=(Title("Data.bnf.fr"),),
        contributions=(by("Bibliothèque nationale de France", kind="corporate"),),
        locations=(Location("https://data.bnf.fr/"),),
        publications=published("", "", "2011"),
    ),
    "image": Description(titles=(Title("Affiche du bal"),)),
}

EXPECTED = {
    "book": (
        "CAMUS, Albert. L’étranger. Paris : Gallimard, 1942. ISBN 978-2-07-036002-4.",
        "Camus, A. (1942). L’étranger. Gallimard.",
        "Camus, Albert. L’étranger. Gallimard, 1942.",
        "Camus, Albert. L’étranger. Paris: Gallimard, 1942.",
        "Camus, A. (1942) L’étranger. Paris: Gallimard.",
    ),
    "score": (
        "FAURÉ, Gabriel. Élégie, op. 24 : pour violoncelle et piano [partition]. Paris : Hamelle, 1883.",
        "Fauré, G. (1883). Élégie, op. 24 : pour violoncelle et piano [Score]. Hamelle.",
        "Fauré, Gabriel. Élégie, op. 24 : pour violoncelle et piano. Hamelle, 1883. Score.",
        "Fauré, Gabriel. Élégie, op. 24 : pour violoncelle et piano. Paris: Hamelle, 1883. Score.",
        "Fauré, G. (1883) Élégie, op. 24 : pour violoncelle et piano [Score]. Paris: Hamelle.",
    ),
    "music-recording": (
        "DAVIS, Miles et COLTRANE, John. Kind of blue [enregistrement musical]. [S. l.] : Columbia, 1959.",
        "Davis, M., & Coltrane, J. (1959). Kind of blue [Music recording]. Columbia.",
        "Davis, Miles, and John Coltrane. Kind of blue. Columbia, 1959. Music recording.",
        "Davis, Miles, and John Coltrane. Kind of blue. Columbia, 1959. Music recording.",
        "Davis, M. and Coltrane, J. (1959) Kind of blue [Music recording]. Columbia.",
    ),
    "video": (
        "CORALLI, Jean et al. Giselle [vidéo]. [S. l.] : Arte, 1996.",
        "Coralli, J., Perrot, J., Adam, A., & Ballet de l’Opéra. (1996). Giselle [Video]. Arte.",
        "Coralli, Jean, et al. Giselle. Arte, 1996. Video.",
        "Coralli, Jean, Jules Perrot, Adolphe Adam, and Ballet de l’Opéra. Giselle. Arte, 1996. Video.",
        "Coralli, J. et al. (1996) Giselle [Video]. Arte.",
    ),
    "article": (
        "ZUMTHOR, Paul. Le geste et la voix [article ou chapitre]. In : Critique, n° 12. Paris : Minuit, 1983.",
        "Zumthor, P. (1983). Le geste et la voix. Critique, n° 12. Minuit.",
        "Zumthor, Paul. “Le geste et la voix.” Critique, n° 12, Minuit, 1983.",
        "Zumthor, Paul. “Le geste et la voix.” In Critique, n° 12. Paris: Minuit, 1983.",
        "Zumthor, P. (1983) ‘Le geste et la voix’, in Critique, n° 12. Paris: Minuit.",
    ),
    "thesis": (
        "NGUYÊN, Anne. La danse au collège [thèse ou mémoire]. [S. l.] : Université de Nice, 2011.",
        "Nguyên, A. (2011). La danse au collège [Thesis]. Université de Nice.",
        "Nguyên, Anne. La danse au collège. Université de Nice, 2011. Thesis.",
        "Nguyên, Anne. La danse au collège. Université de Nice, 2011. Thesis.",
        "Nguyên, A. (2011) La danse au collège [Thesis]. Université de Nice.",
    ),
    "periodical": (
        "La Scène [périodique]. 1996-. ISSN 1252-9788.",
        "La Scène [Periodical]. (1996-).",
        "La Scène. 1996-. Periodical.",
        "La Scène. 1996-. Periodical.",
        "La Scène (1996-) [Periodical].",
    ),
    "music-manuscript": (
        "ANONYME. Kyrie [manuscrit musical]. ca 1720-1750.",
        "Anonyme. (ca 1720-1750). Kyrie [Music manuscript].",
        "Anonyme. Kyrie. ca 1720-1750. Music manuscript.",
        "Anonyme. Kyrie. ca 1720-1750. Music manuscript.",
        "Anonyme (ca 1720-1750) Kyrie [Music manuscript].",
    ),
    "website": (
        (
            "BIBLIOTHÈQUE NATIONALE DE FRANCE. Data.bnf.fr [en ligne]. 2011. Disponible à l’adresse : "
            "https://data.bnf.fr/ [consulté le 22 novembre 2026]."
        ),
        "Bibliothèque nationale de France. (2011). Data.bnf.fr [Website]. https://data.bnf.fr/",
        (
            "Bibliothèque nationale de France. Data.bnf.fr. 2011. Website. https://data.bnf.fr/. "
            "Accessed 22 Nov. 2026."
        ),
        (
            "Bibliothèque nationale de France. Data.bnf.fr. 2011. Website. Accessed November 22, 2026. "
            "https://data.bnf.fr/."
        ),
        (
            "Bibliothèque nationale de France (2011) Data.bnf.fr [Website]. Available at: "
            "https://data.bnf.fr/ (Accessed: 22 November 2026)."
        ),
    ),
    "image": (
        "Affiche du bal [image]. [s. d.]",
        "Affiche du bal [Image]. (n.d.).",
        "Affiche du bal. Image.",
        "Affiche du bal. n.d. Image.",
        "Affiche du bal (no date) [Image].",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_resource_is_cited_as_each_manual_writes_it(kind: str) -> None:
    references = {
        language: reference_of(KINDS[kind], Classification(kind), language=language)
        for language in ("fr", "en")
    }
    written = [one.text.replace("\u00a0", " ") for one in citations(references, on=DAY)]
    assert written == list(EXPECTED[kind])


def test_only_the_title_of_what_stands_alone_is_in_italics() -> None:
    def italics(kind: str) -> list[str]:
        reference = reference_of(KINDS[kind], Classification(kind), language="en")
        apa = citations({"fr": reference, "en": reference}, on=DAY)[1]
        return [text for text, italic in apa.pieces if italic]

    assert italics("book") == ["L’étranger"]
    assert italics("article") == ["Critique"]


def test_twenty_one_authors_are_nineteen_and_the_last_in_apa() -> None:
    people = tuple(by(f"Nom{n}, Prénom") for n in range(1, 22))
    description = Description(titles=(Title("Ouvrage"),), contributions=people)
    reference = reference_of(description, Classification("book"), language="en")
    apa = citations({"fr": reference, "en": reference}, on=DAY)[1].text
    assert "Nom19, P., … Nom21, P." in apa
    assert "Nom20" not in apa
