"""What was proved and by whom: a card by its reader system, a membership’s end by it too, a child’s request by her account."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def vouch_for_known_cards(apps, schema_editor):
    """Keep the cards that a reader system wrote: the trail has an entry of that very moment, which no list left."""
    del schema_editor
    entries = apps.get_model("people", "AuditEntry").objects.filter(action="reader_admitted")
    cards = apps.get_model("people", "ReaderCard").objects
    for entry in entries.filter(facts__card_changed=True).iterator():
        cards.filter(
            account_id=entry.account_id,
            establishment__code=entry.facts["establishment"],
            changed_at=entry.at,
        ).update(is_vouched=True)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0011_guardian_link"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="is_dated_by_system",
            field=models.BooleanField(
                default=False, verbose_name="ends when the reader system says"
            ),
        ),
        migrations.AddField(
            model_name="readercard",
            name="is_vouched",
            field=models.BooleanField(
                default=False, verbose_name="vouched for by the reader system"
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="claimed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(vouch_for_known_cards, migrations.RunPython.noop),
    ]
