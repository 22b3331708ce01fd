"""What the portal keeps: the blocks of its home page, and its own state."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PortalState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "home_agreed_at",
                    models.DateTimeField(null=True, verbose_name="home page agreed at"),
                ),
                (
                    "steps_closed_at",
                    models.DateTimeField(null=True, verbose_name="first steps closed at"),
                ),
            ],
            options={
                "verbose_name": "state of the portal",
                "verbose_name_plural": "states of the portal",
            },
        ),
        migrations.CreateModel(
            name="HomeBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("shelf", "Shelf fed by a search"),
                            ("arrivals", "Latest arrivals"),
                            ("doors", "Spaces: doors into the search"),
                            ("establishments", "Establishments and map"),
                            ("words", "Words of the network"),
                            ("account", "How to get an account"),
                            ("help", "Help"),
                        ],
                        max_length=20,
                        verbose_name="kind of block",
                    ),
                ),
                ("is_shown", models.BooleanField(default=True, verbose_name="shown")),
                (
                    "title_fr",
                    models.CharField(blank=True, max_length=80, verbose_name="title in French"),
                ),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=80, verbose_name="title in English"),
                ),
                (
                    "question",
                    models.CharField(
                        blank=True, max_length=2000, verbose_name="what the search asks"
                    ),
                ),
                (
                    "layout",
                    models.CharField(
                        choices=[("covers", "Covers"), ("list", "List")],
                        default="covers",
                        max_length=10,
                        verbose_name="layout",
                    ),
                ),
                (
                    "length",
                    models.PositiveSmallIntegerField(default=6, verbose_name="how many documents"),
                ),
                ("text_fr", models.TextField(blank=True, verbose_name="text in French")),
                ("text_en", models.TextField(blank=True, verbose_name="text in English")),
            ],
            options={
                "verbose_name": "block of the home page",
                "verbose_name_plural": "blocks of the home page",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind__in", ["arrivals", "doors", "establishments", "account", "help"])
                        ),
                        fields=("kind",),
                        name="home_block_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "shelf"), _negated=True),
                            models.Q(("question", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="home_block_shelf_asks",
                    ),
                ],
            },
        ),
    ]
