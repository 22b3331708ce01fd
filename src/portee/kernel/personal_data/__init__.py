"""Personal data: what each context keeps of people, declared in one register; how it is told, handed out, erased.

Contexts declare in `AppConfig.ready`; a test walks every table (docs/adr/0037). Knows no table of any context.
"""

from portee.kernel.personal_data.declaration import (
    Declaration,
    Erased,
    LegalBasis,
    Person,
    Purpose,
)
from portee.kernel.personal_data.register import (
    declarations,
    declare,
    exempt,
    exempt_application,
    is_exempt,
    obstacles,
    purposes,
    register_obstacle,
    register_purpose,
    register_trace,
)
from portee.kernel.personal_data.retention import (
    RetentionRule,
    register_rule,
    rule_of_rows,
    rules,
    rules_of,
)

__all__ = [
    "Declaration",
    "Erased",
    "LegalBasis",
    "Person",
    "Purpose",
    "RetentionRule",
    "declarations",
    "declare",
    "exempt",
    "exempt_application",
    "is_exempt",
    "obstacles",
    "purposes",
    "register_obstacle",
    "register_purpose",
    "register_rule",
    "register_trace",
    "rule_of_rows",
    "rules",
    "rules_of",
]
