"""Requests for registration, the memberships that come of them, the codes printed on sheets."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0002_registration_delay"),
        ("people", "0003_home_composed"),
    ]

    operations = [
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
                    ("registration_accepted", "Request accepted"),
                    ("registration_refused", "Request refused"),
                    ("registration_more_asked", "More asked for"),
                    ("registration_handed_over", "Request handed over"),
                    ("membership_started", "Membership started"),
                    ("membership_renewed", "Membership renewed"),
                    ("accounts_struck_off", "Accounts struck off"),
                    ("groups_restored", "Groups put right"),
                    ("home_composed", "Home page composed"),
                ],
                max_length=30,
                verbose_name="what",
            ),
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting"),
                            ("more_asked", "More asked for"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("handed_over", "Handed over"),
                        ],
                        default="pending",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("display_name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("birth_year", models.PositiveSmallIntegerField(verbose_name="year of birth")),
                ("commune", models.CharField(max_length=100, verbose_name="commune")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "French"), ("en", "English")],
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                ("consent_version", models.CharField(max_length=20)),
                ("consented_at", models.DateTimeField()),
                ("needs_guardian", models.BooleanField(default=False)),
                (
                    "guardian_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail address of the guardian"
                    ),
                ),
                (
                    "guardian_consented_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="guardian’s consent"),
                ),
                ("submitted_at", models.DateTimeField(verbose_name="asked on")),
                ("due_at", models.DateTimeField(verbose_name="answer promised by")),
                ("late_reported_at", models.DateTimeField(editable=False, null=True)),
                ("asked_at", models.DateTimeField(editable=False, null=True)),
                ("question", models.TextField(blank=True, verbose_name="what was asked")),
                ("answer", models.TextField(blank=True, verbose_name="what was answered")),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "outside",
                                "You do not live, work or study where this establishment serves.",
                            ),
                            ("already_registered", "You are already registered."),
                            ("unreachable", "We could not check what you wrote."),
                            (
                                "not_offered",
                                "This establishment does not open this service to you.",
                            ),
                            ("other", "Another reason, written below."),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("reason_text", models.TextField(blank=True, verbose_name="in other words")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided on"),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registrations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.establishment",
                        verbose_name="establishment",
                    ),
                ),
                (
                    "origin",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="successor",
                        to="people.registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for registration",
                "verbose_name_plural": "requests for registration",
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start_date", models.DateField(verbose_name="from")),
                ("end_date", models.DateField(verbose_name="until")),
                ("reminded_at", models.DateTimeField(editable=False, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.establishment",
                        verbose_name="establishment",
                    ),
                ),
                (
                    "registration",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="membership",
                        to="people.registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
            },
        ),
        migrations.CreateModel(
            name="RegistrationDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("commune", models.CharField(blank=True, max_length=100)),
                ("display_name", models.CharField(blank=True, max_length=150)),
                ("birth_year", models.PositiveSmallIntegerField(null=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("guardian_email", models.EmailField(blank=True, max_length=254)),
                ("changed_at", models.DateTimeField()),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.establishment",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["state", "due_at"], name="registration_by_state"),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True), ("state__in", ("pending", "more_asked"))
                    ),
                    models.Q(
                        models.Q(("state__in", ("pending", "more_asked")), _negated=True),
                        ("decided_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="registration_is_dated_once_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "accepted"), _negated=True),
                    ("needs_guardian", False),
                    ("guardian_consented_at__isnull", False),
                    _connector="OR",
                ),
                name="registration_of_a_child_has_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_at__gte", models.F("submitted_at"))),
                name="registration_due_after_submitted",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                models.F("establishment"),
                condition=models.Q(
                    ("state__in", ("pending", "more_asked")), models.Q(("email", ""), _negated=True)
                ),
                name="registration_open_once_per_address",
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["end_date"], name="membership_by_end"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("account", "establishment", "start_date"), name="membership_once_per_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("end_date__gte", models.F("start_date"))),
                name="membership_ends_after_it_starts",
            ),
        ),
        migrations.CreateModel(
            name="ActivationCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
