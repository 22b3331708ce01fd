"""What people keeps of people, declared in the register of personal data (docs/adr/0037)."""

from portee.people.personal_data.purposes import register_purposes
from portee.people.personal_data.rules import register_rules
from portee.people.personal_data.tables import declare_tables


def register_personal_data() -> None:
    """Tell the purposes, the tables under each, and the rules that delete them."""
    register_purposes()
    declare_tables()
    register_rules()


__all__ = ["register_personal_data"]
