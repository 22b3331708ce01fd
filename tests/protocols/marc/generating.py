"""Records that hypothesis makes up, in the one form in which readers give them."""

import unicodedata

from hypothesis import strategies as st

from portee.protocols.marc import ControlField, DataField, MarcRecord, mend_text

_CHARACTERS = st.one_of(
    st.sampled_from("abcdefghijklmnopqrstuvwxyz ABC 0123456789 .,;:/'-()&<>\""),
    st.sampled_from("éèêàçùïœÉÀ«»’–°©♭♯áñöß日本語Жд\x98\x9c"),
)
_DIGITS = "0123456789"


def _is_settled(text: str) -> bool:
    """Whether readers would give this text back as it is: composed, not mojibake by accident, marks in pairs."""
    return (
        unicodedata.is_normalized("NFC", text)
        and mend_text(text) == (text, None)
        and text.count("\x9c") <= text.count("\x98")
        and (text.find("\x9c") == -1 or -1 < text.find("\x98") < text.find("\x9c"))
        and text.count("\x98") < 2
    )


texts = st.text(_CHARACTERS, max_size=40).filter(_is_settled)
codes = st.sampled_from("abcdefghxyz0123456789")
subfields = st.lists(st.tuples(codes, texts), min_size=1, max_size=5)
data_tags = st.builds(
    lambda hundreds, rest: hundreds + rest,
    st.sampled_from("12345678"),
    st.text(_DIGITS, min_size=2, max_size=2),
).filter(lambda tag: tag != "100")
indicators = st.text(" 0123456789", min_size=2, max_size=2)
data_fields = st.builds(DataField, data_tags, indicators, subfields)
control_fields = st.builds(
    ControlField, st.sampled_from(["001", "003", "005", "008"]), texts.map(lambda text: f"x{text}")
)
fields = st.lists(st.one_of(control_fields, data_fields), min_size=1, max_size=12)
records = st.builds(MarcRecord, st.just("00000nam a2200000   4500"), fields)
