"""Numbers as pages write them, and words for the values of the accessibility ledger."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portee.portal.language import reader_language
from portee.portal.numbers import grouped
from portee.portal.queries.accessibility import Method, Outcome

register = template.Library()

_METHODS: Mapping[Method, Promise] = {
    Method.AUTOMATIC: _("By machine"),
    Method.MIXED: _("By machine and by a person"),
    Method.MANUAL: _("By a person"),
}
_OUTCOMES: Mapping[Outcome, Promise] = {
    Outcome.CONFORM: _("Met"),
    Outcome.NOT_CONFORM: _("Not met"),
    Outcome.NOT_APPLICABLE: _("Does not apply"),
    Outcome.NOT_AUDITED: _("Not audited"),
}


register.filter("grouped", grouped)


@register.filter
def in_reader_language(titles: Mapping[str, str]) -> str:
    """The title in the language of the page."""
    return titles[reader_language()]


@register.filter
def method_label(method: Method) -> Promise:
    """How a criterion is checked, in words."""
    return _METHODS[method]


@register.filter
def outcome_label(outcome: Outcome) -> Promise:
    """What an audit said, in words."""
    return _OUTCOMES[outcome]
