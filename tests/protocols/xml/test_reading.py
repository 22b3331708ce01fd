"""One record of XML as a tree."""

import pytest

from portee.protocols.records import UnreadableRecordError
from portee.protocols.xml import parse


def test_a_namespace_that_is_no_address_harms_nothing() -> None:
    content = b'<m:record xmlns:m="$http://www.loc.gov/MARC21/slim"><m:a>n</m:a></m:record>'
    assert [child.text for child in parse(content)] == ["n"]


def test_tags_that_do_not_match_are_refused_whatever_the_namespace() -> None:
    with pytest.raises(UnreadableRecordError, match="malformed-xml"):
        parse(b'<m:a xmlns:m="$http"><m:b></m:a>')
