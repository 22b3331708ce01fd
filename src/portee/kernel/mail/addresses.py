"""E-mail addresses in a text: found whole, never as a part of a longer one."""

import re
from collections.abc import Iterable


def whole_addresses(addresses: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of these addresses, in either case; without any, it finds nothing.

    `lea@example.org` is neither in `clea@example.org` nor in `lea@example.org.uk`.
    """
    known = "|".join(re.escape(one) for one in sorted(set(addresses)) if one)
    if not known:
        return re.compile(r"(?!)")
    # An apostrophe is a quotation mark, or within a name: o'lea@… is somebody else.
    before, after = r"(?<![\w.%+-])(?<!\w')", r"(?!\.?[\w-])"
    return re.compile(f"{before}(?:{known}){after}", re.IGNORECASE)
