"""The guide: its sources, their rendering, and how readers reach it."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from portee.portal.queries.guide import guide_folder, list_easy_pages, list_guide_pages
from portee.portal.queries.markdown import Document, Picture, render_document
from tests.portal.site_pages import EASY_SLUGS, GUIDE_SLUGS

FRENCH = sorted(guide_folder().glob("*.md")) + sorted((guide_folder() / "easy").glob("*.md"))
PAGES = sorted(guide_folder().rglob("*.md"))
PICTURES = guide_folder().parent / "images"
PICTURE = re.compile(r"!\[([^]]*)\]\(([^)]+)\)")


def document_of(source: str) -> Document:
    return render_document(source, link_to=str, picture_at=lambda path: Picture(path, 640, 480))


def render(source: str) -> str:
    return document_of(source).html


def test_raw_html_of_a_page_is_shown_and_not_obeyed() -> None:
    html = render("# Titre\n\nRésumé.\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>")
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_a_link_that_would_run_a_script_is_not_made() -> None:
    assert "href" not in render("# Titre\n\nRésumé.\n\n[clic](javascript:alert)")


def test_each_second_heading_can_be_linked_to() -> None:
    document = document_of(
        "# Titre\n\nRésumé.\n\n## J’ai oublié\n\nTexte.\n\n## J’ai oublié\n\nTexte."
    )
    anchors = [section.anchor for section in document.sections]
    assert anchors == ["jai-oublie", "jai-oublie-2"]
    assert all(f'id="{anchor}"' in document.html for anchor in anchors)


def test_the_title_and_the_summary_leave_the_body() -> None:
    document = document_of("# Un *titre*\n\nUn résumé.\n\nLa suite.")
    assert (document.title, document.summary) == ("Un titre", "Un résumé.")
    assert document.html == "<p>La suite.</p>\n"


def test_a_page_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="# Title"):
        render("Du texte seul.")


def test_a_picture_keeps_its_room_and_comes_when_it_is_read() -> None:
    html = render("# T\n\nR.\n\n![La colonne « Affiner »](../images/facets.png)")
    assert html == (
        '<p><img src="../images/facets.png" alt="La colonne « Affiner »" width="640" height="480" loading="lazy" />'
        "</p>\n"
    )


def test_a_picture_that_is_not_there_leaves_its_words() -> None:
    source = "# T\n\nR.\n\n![La colonne « Affiner »](../images/lost.png)"
    document = render_document(source, link_to=str, picture_at=lambda _path: None)
    assert document.html == "<p>La colonne « Affiner »</p>\n"


def test_pictures_of_the_guide_are_served_by_the_site_itself(client: Client) -> None:
    for path in ("/aide/chercher/", "/en/aide/chercher/"):
        page = client.get(path).content.decode()
        language = "en" if "/en/" in path else "fr"
        assert f'src="/static/images/search-results.{language}.png"' in page
        assert finders.find(f"images/search-results.{language}.png")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(guide_folder())))
def test_pictures_of_a_page_exist_and_say_what_they_show(path: Path) -> None:
    for alternative, written in PICTURE.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / written).resolve().is_relative_to(PICTURES)
        assert (path.parent / written).is_file(), written
        assert len(alternative) > 20, written


def test_every_picture_is_shown_somewhere_and_is_light() -> None:
    shown = {
        Path(written).name for page in PAGES for _, written in PICTURE.findall(page.read_text())
    }
    for picture in PICTURES.iterdir():
        assert picture.name in shown | {"home.png"}, picture.name
        assert picture.stat().st_size <= 60_000, picture.name


def test_headers_of_tables_say_that_they_head_columns() -> None:
    assert '<th scope="col">' in render("# T\n\nR.\n\n| A | B |\n|---|---|\n| 1 | 2 |")


def test_a_wide_table_scrolls_by_itself_under_the_name_of_its_section() -> None:
    html = render("# T\n\nR.\n\n## Le « tout »\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nSuite.")
    region = '<div class="table-scroll" role="region" aria-label="Le « tout »" tabindex="0">'
    assert region + '<table class="table">' in html
    assert "</table>\n</div>\n<p>Suite." in html


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_guide_is_whole_in_both_languages(language: str) -> None:
    assert tuple(page.slug for page in list_guide_pages(language=language)) == GUIDE_SLUGS
    assert tuple(page.slug for page in list_easy_pages(language=language)) == EASY_SLUGS


def test_every_source_of_the_guide_is_a_page_of_the_guide() -> None:
    sources = {path.stem for path in guide_folder().rglob("*.md")}
    assert sources == set(GUIDE_SLUGS)


@pytest.mark.parametrize("slug", GUIDE_SLUGS)
def test_a_page_has_as_many_sections_in_both_languages(slug: str) -> None:
    french, english = (
        next(page for page in list_guide_pages(language=language) if page.slug == slug)
        for language in ("fr", "en")
    )
    assert len(french.sections) == len(english.sections)


@pytest.mark.parametrize("path", FRENCH, ids=lambda path: str(path.relative_to(guide_folder())))
def test_french_pages_are_set_with_french_typography(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    prose = "".join(part for index, part in enumerate(text.split("`")) if index % 2 == 0)
    assert "'" not in prose
    for sign in (" :", " ;", " !", " ?", " »", "« ", " %"):
        assert sign not in prose, sign


@pytest.mark.parametrize("slug", EASY_SLUGS)
def test_easy_pages_keep_to_short_sentences(slug: str) -> None:
    for language in ("fr", "en"):
        page = next(page for page in list_easy_pages(language=language) if page.slug == slug)
        prose = page.source.replace("](", ". (").replace("\n", ". ")
        longest = max(prose.split(". "), key=lambda sentence: len(sentence.split()))
        assert len(longest.split()) <= 14, longest


def test_an_easy_page_says_that_readers_concerned_have_not_reviewed_it(client: Client) -> None:
    page = client.get("/aide/se-connecter/facile-a-lire/").content.decode()
    assert "n’ont pas encore été relues par des personnes en situation de handicap" in page


def test_links_of_the_guide_lead_to_the_reader_s_language(client: Client) -> None:
    assert 'href="/en/connexion/"' in client.get("/en/aide/se-connecter/").content.decode()
    assert 'href="/connexion/"' in client.get("/aide/se-connecter/").content.decode()


@pytest.mark.django_db
def test_a_page_that_the_guide_does_not_have_is_not_found(client: Client) -> None:
    assert client.get("/aide/inconnue/").status_code == 404
    assert client.get("/aide/installer-portee/facile-a-lire/").status_code == 404
