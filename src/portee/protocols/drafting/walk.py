"""Every field of a record goes to the block that knows its tag; what none knows is kept as unmapped."""

from collections.abc import Callable, Mapping

from portee.protocols.drafting.block import Block
from portee.protocols.drafting.draft import Draft
from portee.protocols.drafting.local import LocalRules, complete_copy, local_rules
from portee.protocols.drafting.technical import Technical
from portee.protocols.marc import ControlField, DataField, MarcRecord
from portee.protocols.records import MappingSheet


class FieldMap:
    """How one dialect reads its fields: nothing that is not technical is read past.

    `control` gives back whether it knew the field.
    """

    def __init__(
        self,
        blocks: Mapping[str, Block],
        technical: Technical,
        control: Callable[[ControlField, Draft], bool],
    ) -> None:
        self._blocks = blocks
        self._control = control
        self._everywhere = frozenset(technical.everywhere)
        self._technical = {tag: technical.codes(tag) for tag in technical.tags() | blocks.keys()}
        self._known = {
            tag: codes | (blocks[tag].known if tag in blocks else frozenset())
            for tag, codes in self._technical.items()
        }

    def walk(self, record: MarcRecord, draft: Draft, sheet: MappingSheet) -> None:
        """Read every field of a record into a draft, in order, by the rules of its source first."""
        rules = local_rules(sheet) if sheet.rules else None
        for field in record.fields:
            if rules is not None and field.tag in rules.by_tag:
                self._read_by_rules(field, draft, rules)
            elif isinstance(field, DataField):
                self._read(field, draft)
            elif not self._control(field, draft):
                draft.leave(field.tag, field.value)

    def _read(self, field: DataField, draft: Draft) -> None:
        tag = field.tag
        known = self._known.get(tag, self._everywhere)
        is_odd = False
        for code, text in field.subfields:
            if code not in known:
                draft.leave(f"{tag}${code}", text)
                is_odd = is_odd or len(code) != 1
        block = self._blocks.get(tag)
        if block is None:
            return
        if is_odd:
            # Blocks look codes up in strings, where an empty or a longer one would be found.
            sound = [(code, text) for code, text in field.subfields if len(code) == 1]
            field = DataField(tag, field.indicators, sound)
        block.read(field, draft)
        if draft.has_no_place:
            draft.has_no_place = False
            self._leave(field, known, draft)

    def _leave(self, field: DataField, known: frozenset[str], draft: Draft) -> None:
        """Keep what a block could have read, had the field said what it is about."""
        technical = self._technical[field.tag]
        for code, text in field.subfields:
            if code in known and code not in technical:
                draft.leave(f"{field.tag}${code}", text)

    def _read_by_rules(
        self, field: ControlField | DataField, draft: Draft, rules: LocalRules
    ) -> None:
        if isinstance(field, ControlField):
            rules.take(draft, field.tag, [("", field.value)])
            return
        before = len(draft.items)
        left, copy = rules.take(draft, field.tag, field.subfields)
        if left:
            self._read(DataField(field.tag, field.indicators, left), draft)
        if copy:
            complete_copy(draft, before, copy)
