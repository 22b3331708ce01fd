"""The template tags: what they write, what they refuse to write."""

from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation


def draw(source: str, **context: Any) -> str:
    with translation.override("en"):
        return Template("{% load ui %}" + source).render(Context(context))


class Registration(forms.Form):
    name = forms.CharField(label="Your name", help_text="As you wish.")
    town = forms.CharField(label="Your town", required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="I agree")


def test_a_decorative_icon_is_silent_and_a_lone_one_has_a_name() -> None:
    assert 'aria-hidden="true"' in draw('{% icon "search" %}')
    named = draw('{% icon "search" label="Find" %}')
    assert 'role="img" aria-label="Find"' in named
    assert "aria-hidden" not in named


@pytest.mark.parametrize(
    "source",
    [
        "{% button words %}",
        "{% button_link words href=words %}",
        "{% badge words %}",
        "{% chip words href=words action=words %}",
        "{% notice title=words %}{{ words }}{% endnotice %}",
        "{% disclosure words %}{{ words }}{% enddisclosure %}",
        "{% empty_state words words %}",
        "{% search_box value=words placeholder=words %}",
        "{% breadcrumb crumbs %}",
        "{% steps crumb_words current=1 %}",
        "{% cover words %}",
        '{% cover "score" "large" 1 words %}',
    ],
)
def test_no_component_lets_markup_through(source: str) -> None:
    words = '"><script>alert(1)</script>'
    html = draw(source, words=words, crumbs=[(words, words)], crumb_words=[words])
    assert "<script>" not in html
    assert 'href=""><' not in html


def test_a_field_ties_hint_and_error_to_its_control() -> None:
    html = draw("{% field form.name %}", form=Registration({}))
    assert '<label for="id_name">Your name <span class="required">(required)</span>' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_field_that_may_be_left_empty_does_not_say_required() -> None:
    assert "required" not in draw("{% field form.town %}", form=Registration())


def test_a_group_of_choices_is_a_fieldset_with_its_legend() -> None:
    html = draw("{% field form.kind %}", form=Registration({}))
    assert "<fieldset" in html
    assert "<legend" in html
    assert 'aria-describedby="id_kind_error"' in html


def test_a_lone_box_is_ticked_before_its_label() -> None:
    html = draw("{% field form.agreed %}", form=Registration())
    assert html.index("<input") < html.index('<label for="id_agreed">')


def test_the_summary_of_errors_leads_to_each_field() -> None:
    html = draw("{% form_errors form %}", form=Registration({}))
    for control in ("id_name", "id_kind_0", "id_agreed"):
        assert f'href="#{control}"' in html
    assert 'tabindex="-1"' in html
    assert "id_town" not in html


def test_a_form_without_error_has_no_summary() -> None:
    assert draw("{% form_errors form %}", form=Registration()) == ""


def test_pages_keep_the_words_of_the_search() -> None:
    request = RequestFactory().get("/?q=violon%20alto&page=3")
    html = draw("{% pagination page %}", page=Paginator(range(200), 10).page(3), request=request)
    assert 'href="?q=violon+alto&amp;page=4"' in html
    assert 'aria-current="page"' in html


def test_a_list_of_one_page_has_no_pagination() -> None:
    assert draw("{% pagination page %}", page=Paginator(range(5), 10).page(1)) == ""


def test_where_one_is_is_said_and_is_no_link() -> None:
    html = draw("{% breadcrumb items %}", items=[("Home", "/"), ("Here", "/here/")])
    assert '<a href="/">Home</a>' in html
    assert '<span aria-current="page">Here</span>' in html


def test_a_state_is_a_word_before_a_colour() -> None:
    assert "Open" in draw('{% badge "Open" tone="good" %}')


def test_an_unknown_kind_of_document_has_a_cover_all_the_same() -> None:
    assert "#archive-1" in draw('{% cover "hologram" %}')


def test_neighbours_of_one_kind_have_other_covers() -> None:
    covers = [draw('{% cover "score" seed=seed %}', seed=seed) for seed in range(100, 112)]
    assert len(set(covers)) == len(covers)


def test_a_cover_says_nothing_to_a_screen_reader() -> None:
    cover = draw('{% cover "book" "large" 3 "Émile" %}')
    assert cover.startswith('<span class="cover large titled"')
    assert 'aria-hidden="true"' in cover.split(">", maxsplit=1)[0]
    assert '<span class="cover-title" dir="auto">Émile</span></span>' in cover


def test_an_unknown_kind_of_notice_is_a_mistake_of_the_page() -> None:
    with pytest.raises((TemplateSyntaxError, KeyError)):
        draw('{% notice kind="loud" %}x{% endnotice %}')


def test_a_visitor_reads_notices_by_their_icon_and_their_words() -> None:
    html = draw('{% notice kind="error" title="Not saved" %}Try again.{% endnotice %}')
    assert "#error" in html
    assert "Not saved" in html
    assert "Try again." in html
