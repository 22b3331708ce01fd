"""The composition of the home page is an entry of the trail."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_establishment_moved"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="auditentry",
            options={
                "ordering": ["pk"],
                "verbose_name": "entry of the trail",
                "verbose_name_plural": "entries of the trail",
            },
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
                    ("home_composed", "Home page composed"),
                ],
                max_length=30,
                verbose_name="what",
            ),
        ),
    ]
