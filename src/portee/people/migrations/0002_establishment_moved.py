"""A move of an establishment is an entry of the trail that belongs to no single account."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="auditentry",
            name="account_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="action",
            field=models.CharField(
                choices=[
                    ("account_created", "Account created"),
                    ("account_changed", "Account changed"),
                    ("account_deactivated", "Account closed"),
                    ("account_reopened", "Account opened again"),
                    ("role_granted", "Role given"),
                    ("role_ended", "Role ended"),
                    ("establishment_moved", "Establishment moved"),
                    ("groups_restored", "Groups put right"),
                ],
                max_length=30,
                verbose_name="what",
            ),
        ),
    ]
