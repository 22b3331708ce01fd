"""Some establishments take requests for registration on line, and promise a delay."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="establishment",
            name="registration_delay_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="In days, as promised to readers. Leave empty to take no on-line request.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(60),
                ],
                verbose_name="on-line registrations answered within",
            ),
        ),
    ]
