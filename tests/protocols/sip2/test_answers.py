"""What is believed of a reader, and the traps: blank CQ, missing BL, wrong AO, and their like. Never « valid »."""

from datetime import date

import pytest

from portee.protocols.sip2 import Patron, Reason, Sip2Refusal, read_patron, read_system_status
from tests.protocols.sip2.lines import CARD, KNOWN, OLD, STANDARD, WHEN, dialect, patron, sealed


def read(frame: bytes, sheet: str = "") -> Patron:
    return read_patron(frame, card_number=CARD, dialect=dialect(sheet), sequence=2)


def refused(frame: bytes, sheet: str = "") -> tuple[Reason, str]:
    with pytest.raises(Sip2Refusal) as caught:
        read(frame, sheet)
    return caught.value.reason, caught.value.field


def test_reader_whose_secret_is_right_has_her_facts() -> None:
    assert read(patron()) == Patron(
        is_known=True,
        has_right_secret=True,
        card_number=CARD,
        name="Zoé Lefèvre",
        email="zoe@example.org",
    )


def test_reader_without_email_has_none() -> None:
    assert read(patron("BEzoe@example.org|", "")).email == ""


def test_expiry_date_is_where_the_dialect_says() -> None:
    sheet = 'expiry_field = "PA"'
    frame = patron("AFBonjour|", "PA20261231    235900|AFBonjour|")
    assert read(frame, sheet).expiry_date == date(2026, 12, 31)
    assert read(patron(), sheet).expiry_date is None
    assert read(frame).expiry_date is None


def test_flags_of_the_status_have_their_names() -> None:
    status = "YYYY" + " " * 10
    assert read(patron(" " * 14, status)).flags == {
        "charge_denied",
        "renewal_denied",
        "recall_denied",
        "hold_denied",
    }
    assert read(patron(" " * 14, "    Y         ")).flags == {"card_lost"}


def test_stranger_and_wrong_secret_show_no_fact() -> None:
    stranger = read(patron("BLY|CQY|", "BLN|CQN|"))
    wrong = read(patron("CQY|", "CQN|"))
    assert (stranger.is_known, wrong.has_right_secret) == (False, False)
    assert (stranger.name, wrong.name, wrong.card_number) == ("", "", "")


def test_stranger_needs_no_verdict_on_the_secret() -> None:
    assert not read(patron("BLY|CQY|", "BLN|")).is_known


@pytest.mark.parametrize(
    ("old", "new", "reason", "field"),
    [
        ("CQY|", "CQ|", Reason.BLANK, "CQ"),
        ("CQY|", "CQ |", Reason.BLANK, "CQ"),
        ("CQY|", "", Reason.MISSING, "CQ"),
        ("CQY|", "CQy|", Reason.FIXED_FIELD, "CQ"),
        ("CQY|", "CQ1|", Reason.FIXED_FIELD, "CQ"),
        ("CQY|", "CQN|CQY|", Reason.TWICE, "CQ"),
        ("BLY|", "", Reason.MISSING, "BL"),
        ("BLY|", "BL|", Reason.BLANK, "BL"),
        ("BLY|", "BLYES|", Reason.FIXED_FIELD, "BL"),
        ("BLY|", "BLN|BLY|", Reason.TWICE, "BL"),
        ("AOBMVR|", "AOAUTRE|", Reason.INSTITUTION, "AO"),
        ("AOBMVR|", "AO|", Reason.INSTITUTION, "AO"),
        ("AOBMVR|", "", Reason.MISSING, "AO"),
        (f"AA{CARD}|", "AA24500009999999|", Reason.CARD, "AA"),
        (f"AA{CARD}|", "AA|", Reason.CARD, "AA"),
        (f"AA{CARD}|", "", Reason.MISSING, "AA"),
        ("AEZoé Lefèvre|", "AE|", Reason.BLANK, "AE"),
        ("AEZoé Lefèvre|", "", Reason.MISSING, "AE"),
        (" " * 14, "N" * 14, Reason.FIXED_FIELD, ""),
        ("002", "FRA", Reason.FIXED_FIELD, ""),
        (WHEN, "20261322    093000", Reason.DATE, ""),
        (WHEN, "20261122 UTC093000", Reason.DATE, ""),
        ("0000AOBMVR", "00-1AOBMVR", Reason.FIXED_FIELD, ""),
        ("AFà vous|", "AFà vous", Reason.TRUNCATED, ""),
        ("64", "24", Reason.OTHER_MESSAGE, "24"),
    ],
)
def test_answer_with_a_trap_is_refused(old: str, new: str, reason: Reason, field: str) -> None:
    assert refused(patron(old, new)) == (reason, field)


def test_expiry_date_that_is_no_date_is_refused_rather_than_forgotten() -> None:
    frame = patron("AFBonjour|", "PA31/12/2026|AFBonjour|")
    assert refused(frame, 'expiry_field = "PA"') == (Reason.DATE, "PA")


def test_every_beginning_of_an_answer_is_refused() -> None:
    whole = patron()
    for length in range(len(whole)):
        refused(whole[:length])


def test_more_fields_than_anybody_has_are_refused() -> None:
    assert refused(patron("AFBonjour|", "AFBonjour|" * 500))[0] == Reason.TOO_LONG


def test_old_card_leads_to_its_successor_where_the_dialect_lets_it() -> None:
    frame = patron(f"AA{CARD}|", "AA24500007654321|")
    assert read(frame, "same_card = false").card_number == "24500007654321"


def test_institution_may_go_unchecked_where_the_dialect_says_so() -> None:
    assert read(patron("AOBMVR|", "AO|"), "institution_checked = false").has_right_secret


def test_old_system_answers_by_patron_status_without_a_seal() -> None:
    frame = f"24{' ' * 14}002{WHEN}AOBMVR|AA{CARD}|AEZoé|BLY|CQY|".encode("cp850")
    found = read_patron(frame, card_number=CARD, dialect=OLD, sequence=2)
    assert (found.has_right_secret, found.name) == (True, "Zoé")


def test_system_says_whether_it_is_on_line() -> None:
    # 3M SIP 2.00, « ACS Status », in its shape; BX as sixteen letters.
    said = f"98{{}}YYYNN100003{WHEN}2.00AOBMVR|BXYYYYYYYYYYYYYNNN|"
    for mark, is_online in (("Y", True), ("N", False)):
        frame = sealed(said.format(mark))
        found = read_system_status(frame, dialect=STANDARD, sequence=2)
        assert (found.is_online, found.supported[:2]) == (is_online, "YY")
    with pytest.raises(Sip2Refusal):
        read_system_status(sealed(said.format("?")), dialect=STANDARD, sequence=2)


def test_the_answer_used_here_is_one_that_is_believed() -> None:
    assert read(sealed(KNOWN)).has_right_secret
