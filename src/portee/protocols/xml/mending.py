"""The faults of XML that exports are known to have, each put right where one reading is certain.

A byte outside the declared character set, a control character, a bare `&`, an entity of HTML: all are fatal to an XML
reader and say nothing doubtful. Tags that do not match are left as they are: their meaning would be a guess.
"""

import codecs
import re
from html.entities import name2codepoint

from portee.protocols.records import Remark
from portee.protocols.xml.charset import sniff

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(#(?:[0-9]{1,10}|[xX][0-9A-Fa-f]{1,8});|[A-Za-z][A-Za-z0-9]{1,31};|)")
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]{0,300}\?>")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_HANDLER = "portee-windows-1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not of the character set as windows-1252, the commonest intruder."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_HANDLER, _as_windows)


def mend(content: bytes) -> tuple[bytes, tuple[Remark, ...]]:
    """Rewrite one record as UTF-8 without those faults; the remarks say which were found, none when there was none."""
    charset = sniff(content[:300])
    data = content[len(charset.mark) :]
    try:
        text, remarks = data.decode(charset.name), []
    except UnicodeDecodeError:
        text, remarks = data.decode(charset.name, _HANDLER), [Remark("wrong-charset")]
    text = _DECLARATION.sub("", text, count=1)
    text, controls = _CONTROL.subn("", text)
    faults: set[str] = {"control-character"} if controls else set()

    def reference(match: re.Match[str]) -> str:
        written, fault = _reference(match[1])
        if fault:
            faults.add(fault)
        return written

    text = _REFERENCE.sub(reference, text)
    remarks.extend(Remark(code) for code in sorted(faults))
    return text.encode(), tuple(remarks)


def _reference(body: str) -> tuple[str, str]:
    """Give what to write for what follows `&`, and the code of the fault; empty: it was right."""
    if not body:
        return "&amp;", "bare-ampersand"
    name = body[:-1]
    if name.startswith("#"):
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        is_wrong = number > 0x10FFFF or _CONTROL.match(chr(number)) is not None
        return ("", "control-character") if is_wrong else (f"&#{number};", "")
    if name in _XML_ENTITIES:
        return f"&{body}", ""
    if name in name2codepoint:
        return chr(name2codepoint[name]), "named-entity"
    return f"&amp;{body}", "bare-ampersand"
