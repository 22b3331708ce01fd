"""When two records may be of one resource, decided without a database."""

import random
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import isbn

from portee.catalogue.matching import partition
from portee.catalogue.matching.confirming import conflict, kinds_agree, reason_for
from portee.catalogue.matching.evidence import Evidence, evidence_of, volume_of
from portee.catalogue.matching.identifiers import is_plain_isbn, strong_identifiers
from portee.catalogue.matching.merging import merged
from portee.catalogue.matching.partition import RecordName, shared_out
from portee.protocols.description import Description, Identifier, Subject, Title, Years

ISBN = ("isbn", "9782070368228")


def bearing(
    title: str = "carmen",
    *,
    volume: str = "",
    year: int | None = 2019,
    kind: str = "book",
    remainder: str = "",
    identifiers: tuple[tuple[str, str], ...] = (ISBN,),
) -> Evidence:
    years = Years(year, year) if year else None
    numbers = frozenset(word for word in title.split() if word.isdigit())
    titles = (title,) if title else ()
    return Evidence(titles, volume, numbers, remainder, years, kind, identifiers)


@pytest.mark.parametrize(
    ("scheme", "written", "found"),
    [
        ("isbn", "2-07-036822-X", ("isbn", "9782070368228")),
        ("isbn", "978-2-07-036822-8 (br.)", ("isbn", "9782070368228")),
        ("isbn", "979-0-2600-0043-8", ("ismn", "9790260000438")),
        ("ismn", "M-2600-0043-8", ("ismn", "9790260000438")),
        ("ean", "9782070368228", ("isbn", "9782070368228")),
        ("ean", "724356287525", ("ean", "0724356287525")),
        ("issn", "0317-8471", ("issn", "03178471")),
        ("isrc", "FR-Z03-98-00212", ("isrc", "FRZ039800212")),
        ("ark", "http://catalogue.bnf.fr/ark:/12148/cb38823407x", ("ark", "12148/cb38823407x")),
        ("ark", "ark:12148/cb-388-23407x", ("ark", "12148/cb38823407x")),
        ("doi", "https://doi.org/10.4000/Books.OEP.1", ("doi", "10.4000/books.oep.1")),
        ("ppn", "(PPN)013566733", ("ppn", "013566733")),
    ],
)
def test_identifiers_are_brought_to_one_spelling(
    scheme: str, written: str, found: tuple[str, str]
) -> None:
    assert strong_identifiers([Identifier(scheme, written)]) == (found,)


@pytest.mark.parametrize(
    "stated",
    [
        Identifier("isbn", "2-07-036822-9"),
        Identifier("isbn", "2-07-036822-X", status="wrong"),
        Identifier("isbn", "2-07-036822-X", status="cancelled"),
        Identifier("publisher-number", "D. & F. 1234"),
        Identifier("ppn", "123456788"),
        Identifier("isbn", ""),
    ],
)
def test_wrong_cancelled_and_weak_identifiers_are_no_evidence(stated: Identifier) -> None:
    assert strong_identifiers([stated]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (bearing("carmen"), bearing("carmen", year=2020)),
        (bearing("la dame de pique"), bearing("la dame de picque")),
        (bearing("carmen"), bearing("carmen opera en quatre actes")),
        (bearing("carmen", year=None), bearing("carmen")),
        (bearing(remainder="opera en quatre actes"), bearing(remainder="opera en 4 actes")),
        (bearing(kind="score"), bearing(kind="vocal-score")),
        (bearing(kind="other"), bearing(kind="score")),
    ],
)
def test_a_shared_identifier_confirmed_by_title_and_date_joins(
    one: Evidence, other: Evidence
) -> None:
    assert reason_for(one, other, other_key="x") is not None
    assert reason_for(other, one, other_key="x") is not None


@pytest.mark.parametrize(
    ("why", "one", "other"),
    [
        ("title", bearing("carmen"), bearing("la dame de pique")),
        ("years", bearing(year=1998), bearing(year=2010)),
        ("type", bearing(kind="book"), bearing(kind="sound-recording")),
        ("type", bearing(kind="book"), bearing(kind="ebook")),
        ("volume", bearing("les miserables", volume="1"), bearing("les miserables", volume="2")),
        ("volume", bearing("les miserables"), bearing("les miserables", volume="2")),
        ("title", bearing(""), bearing("")),
        ("remainder", bearing(remainder="putain deux ans"), bearing(remainder="pot de depart")),
        ("numbers", bearing("episodes 65 a 73"), bearing("episodes 82 a 89")),
        ("title", bearing("sailor moon"), bearing("sailor moon episodes 65 a 73")),
    ],
)
def test_an_identifier_used_twice_joins_nothing(why: str, one: Evidence, other: Evidence) -> None:
    assert conflict(one, other) == why
    assert reason_for(one, other, other_key="x") is None


def test_a_title_alone_never_joins() -> None:
    assert reason_for(bearing(identifiers=()), bearing(identifiers=()), other_key="x") is None
    other = ("isbn", "9782070360024")
    assert reason_for(bearing(), bearing(identifiers=(other,)), other_key="x") is None


@pytest.mark.parametrize("written", ["3", "Tome 3", "vol. 03", "III", "Livre III"])
def test_the_number_of_a_volume_has_one_spelling(written: str) -> None:
    assert volume_of(Title("Les Misérables", part_number=written)) == "3"


def test_an_undated_record_does_not_make_one_resource_of_two_editions() -> None:
    shares = shared_out(
        {
            ("s", "1"): bearing(year=1998),
            ("s", "2"): bearing(year=None),
            ("s", "3"): bearing(year=2010),
        }
    )
    assert [len(share.members) for share in shares] == [2, 1]


def test_decisions_of_people_win_over_the_rules() -> None:
    one, other, third = ("s", "1"), ("s", "2"), ("s", "3")
    evidence = {one: bearing(), other: bearing(), third: bearing("la dame de pique")}
    assert [s.members for s in shared_out(evidence)] == [(one, other), (third,)]
    decided = shared_out(evidence, apart=[(one, other)], together=[(one, third)])
    assert [s.members for s in decided] == [(one, third), (other,)]
    assert decided[0].reasons[third].code == "decision"


names = st.tuples(st.sampled_from(["a", "b"]), st.sampled_from([str(n) for n in range(6)]))
evidences = st.builds(
    bearing,
    st.sampled_from(["carmen", "carmem", "la dame de pique"]),
    volume=st.sampled_from(["", "1", "2"]),
    year=st.sampled_from([None, 1998, 1999, 2010]),
    kind=st.sampled_from(["book", "score", "other"]),
    identifiers=st.lists(
        st.sampled_from([ISBN, ("isbn", "9782070360024"), ("ean", "1")]), max_size=2, unique=True
    ).map(lambda found: tuple(sorted(found))),
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(names, evidences, max_size=8), st.randoms(use_true_random=False))
def test_records_are_shared_out_alike_in_whatever_order_they_come(
    found: dict[RecordName, Evidence], chance: random.Random
) -> None:
    shuffled = list(found.items())
    chance.shuffle(shuffled)
    shares = shared_out(found)
    assert shares == shared_out(dict(shuffled))
    assert sorted(name for share in shares for name in share.members) == sorted(found)
    for share in shares:
        for one in share.members:
            assert not any(
                conflict(found[one], found[other]) for other in share.members if other != one
            )


@settings(max_examples=150, deadline=None)
@given(evidences, evidences)
def test_the_rules_do_not_mind_which_record_comes_first(one: Evidence, other: Evidence) -> None:
    assert bool(conflict(one, other)) == bool(conflict(other, one))
    assert kinds_agree(one.kind, other.kind) == kinds_agree(other.kind, one.kind)


def test_a_merged_description_says_once_what_is_said_twice() -> None:
    full = Description(
        titles=(Title("Carmen", remainder="opéra"),),
        subjects=(Subject("Opéras"), Subject("Séville")),
        extent="350 p.",
    )
    short = Description(
        titles=(Title("Carmen !"), Title("Karmen", kind="variant")),
        subjects=(Subject("Opéras"),),
        edition="2e éd.",
    )
    for both in ([full, short], [short, full]):
        whole = merged(both)
        assert [title.text for title in whole.titles] == ["Carmen", "Karmen"]
        assert whole.subjects == full.subjects
        assert (whole.extent, whole.edition) == ("350 p.", "2e éd.")


def test_evidence_reads_the_title_alone_and_with_its_rest() -> None:
    found = evidence_of(Description(titles=(Title("L’Œuvre", remainder="roman"),)), kind="book")
    assert found.titles == ("l oeuvre", "l oeuvre roman")


@given(st.from_regex(r"\A97[789][0-9]{10}\Z"))
def test_an_isbn_written_plainly_is_judged_as_python_stdnum_would(digits: str) -> None:
    assert is_plain_isbn(digits) == (isbn.is_valid(digits) and not digits.startswith("977"))


def shared_out_naively(
    evidence: dict[RecordName, Evidence], *, most: int
) -> set[frozenset[RecordName]]:
    """Every pair looked at in the order of names, groups as sets: slow, and plainly right."""
    bearers = Counter(i for one in evidence.values() for i in one.identifiers)
    groups = {name: frozenset({name}) for name in evidence}
    for one, other in combinations(sorted(evidence), 2):
        shared = set(evidence[one].identifiers) & set(evidence[other].identifiers)
        if not any(bearers[identifier] <= most for identifier in shared):
            continue
        if any(
            conflict(evidence[a], evidence[b]) for a in groups[one] for b in groups[other] if a != b
        ):
            continue
        joined = groups[one] | groups[other]
        groups |= dict.fromkeys(joined, joined)
    return set(groups.values())


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["carmen", "faust", "carmen suite"]),
            st.sampled_from([None, 2018, 2019, 2025]),
            st.sets(st.sampled_from(["1", "2", "3", "4"]), max_size=3),
        ),
        max_size=12,
    ),
    st.integers(min_value=1, max_value=6),
    st.randoms(use_true_random=False),
)
@settings(max_examples=60, deadline=None)
def test_records_are_shared_out_as_the_naive_way_would(
    said: list[tuple[str, int | None, set[str]]], most: int, chance: random.Random
) -> None:
    rows = [
        (
            ("s", str(number)),
            bearing(title, year=year, identifiers=tuple(("ean", v) for v in sorted(values))),
        )
        for number, (title, year, values) in enumerate(said)
    ]
    chance.shuffle(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partition, "MOST_BEARERS", most)
        shares = shared_out(dict(rows))
    found = {frozenset(share.members) for share in shares}
    assert found == shared_out_naively(dict(rows), most=most)


def test_an_identifier_of_a_thousand_records_is_compared_with_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def compared(*_given: object, **_named: object) -> None:
        pytest.fail("two of a thousand were compared")

    monkeypatch.setattr(partition, "reason_for", compared)
    evidence = {("s", f"{number:04}"): bearing() for number in range(1_000)}
    assert len(shared_out(evidence)) == 1_000
