"""Every table that says something of a person is declared: what, why, how long, how it is handed out and erased."""

from django.apps import apps
from django.db import models

from portee.kernel.personal_data import declarations, purposes, rules
from portee.kernel.personal_data.register import exemptions
from portee.people.models import Account
from tests.architecture.personal_data import faults, suspicions, undeclared


def every_table() -> list[type[models.Model]]:
    return list(apps.get_models(include_auto_created=True))


def test_every_table_that_may_hold_personal_data_is_declared_or_exempted_with_a_reason() -> None:
    assert undeclared(iter(every_table()), {one.model for one in declarations()}) == []


def test_every_declaration_is_true() -> None:
    assert [f"{one.model}: {said}" for one in declarations() for said in faults(one)] == []


def test_no_table_is_both_declared_and_exempt_and_no_exemption_is_idle() -> None:
    declared = {one.model for one in declarations()}
    labels = {model._meta.label for model in every_table()}
    applications = {label.split(".")[0] for label in labels}
    assert declared & set(exemptions()) == set()
    assert [one for one in exemptions() if one not in labels | applications] == []
    assert all(len(reason) > 10 for reason in exemptions().values())


def test_an_application_of_ours_is_never_exempted_whole() -> None:
    own = {config.label for config in apps.get_app_configs() if config.name.startswith("portee.")}
    assert own & set(exemptions()) == set()


def test_no_link_to_an_account_keeps_it_from_being_erased() -> None:
    kept = [
        f"{model._meta.label}.{field.name}"
        for model in every_table()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model is Account
        and field.remote_field.on_delete in {models.PROTECT, models.RESTRICT, models.DO_NOTHING}
        and not model._meta.app_label.startswith("wagtail")
    ]
    assert kept == []


def test_every_purpose_has_words_and_every_rule_a_purpose_that_exists() -> None:
    codes = {purpose.code for purpose in purposes()}
    assert len(codes) > 10
    for purpose in purposes():
        for words in (
            purpose.title,
            purpose.data,
            purpose.reason,
            purpose.kept,
            purpose.recipients,
        ):
            assert str(words).strip()
    assert {rule.purpose for rule in rules()} <= codes | {""}


def test_a_table_with_an_address_or_a_link_to_a_person_is_suspect() -> None:
    class Confidence(models.Model):
        teller = models.ForeignKey(Account, on_delete=models.CASCADE)
        told_email = models.EmailField()
        nickname_of_pet = models.CharField(max_length=10)
        first_name = models.CharField(max_length=10)
        colour = models.CharField(max_length=10)

        class Meta:
            app_label = "trial"
            apps = type(apps)()

        def __str__(self) -> str:
            return ""

    assert suspicions(Confidence) == ["teller", "told_email", "first_name"]
    assert undeclared(iter([Confidence]), set()) == [
        "trial.Confidence: teller, told_email, first_name"
    ]
