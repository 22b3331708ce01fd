"""What is offered while somebody types."""

import pytest

from portee.catalogue.search.port import Engine, SuggestionKind


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("bac", {(SuggestionKind.PERSON, "Bach, Johann Sebastian")}),
        ("johann b", {(SuggestionKind.PERSON, "Bach, Johann Sebastian")}),
        ("bahc", {(SuggestionKind.PERSON, "Bach, Johann Sebastian")}),
        ("chanson", {(SuggestionKind.SUBJECT, "Chanson française"), (SuggestionKind.RESOURCE, 3)}),
        ("violnocelle", {(SuggestionKind.INSTRUMENT, "Violoncelle"), (SuggestionKind.RESOURCE, 1)}),
        ("ou est", {(SuggestionKind.RESOURCE, 2)}),
        ("zzz", set()),
        ("", set()),
    ],
)
def test_suggestions_forgive_one_wrong_letter(
    shelf: Engine, text: str, lines: set[tuple[SuggestionKind, object]]
) -> None:
    assert {(one.kind, one.text or one.id) for one in shelf.suggest(text)} == lines


def test_a_heading_that_nothing_bears_any_more_is_not_offered(shelf: Engine) -> None:
    with shelf.writer() as writer:
        writer.remove([1])
        writer.commit()
    assert shelf.suggest("bach") == ()
