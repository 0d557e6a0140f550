"""Rounds that the Secretariat opens, and its reminders."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Let a round be opened, also for the exercise alone; keep reminders."""

    dependencies = [
        ("access", "0003_rows"),
        ("accounts", "__first__"),
        ("directory", "0002_region"),
        ("questionnaires", "0002_frozen"),
        ("reporting", "0002_protection"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scope",
                    models.TextField(
                        help_text="all, a regional group's code, or the code of a State.", verbose_name="scope"
                    ),
                ),
                (
                    "exercise",
                    models.BooleanField(
                        default=False, help_text="Sent to exercise States alone.", verbose_name="exercise"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="What the Secretariat added in its own words.", verbose_name="text"
                    ),
                ),
                (
                    "states",
                    models.JSONField(default=list, help_text="Codes of the States it went to.", verbose_name="States"),
                ),
                (
                    "people",
                    models.PositiveIntegerField(
                        default=0, help_text="How many people it was sent to.", verbose_name="people"
                    ),
                ),
                ("sent_at", models.DateTimeField(auto_now_add=True, verbose_name="sent")),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "ordering": ["-sent_at"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="round",
            name="reporting_round_once",
        ),
        migrations.AddField(
            model_name="round",
            name="exercise",
            field=models.BooleanField(default=False, help_text="For exercise States alone.", verbose_name="exercise"),
        ),
        migrations.AddField(
            model_name="round",
            name="note",
            field=models.TextField(
                blank=True, help_text="What the Secretariat tells the States about it.", verbose_name="note"
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="opened_at",
            field=models.DateTimeField(
                blank=True, help_text="Empty: from the reference data.", null=True, verbose_name="opened"
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="opened_by",
            field=models.TextField(blank=True, help_text="Identifier of the person.", verbose_name="opened by"),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                fields=("instrument", "year", "exercise"), name="reporting_round_once_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opened_at__isnull", True), ("opened_by", "")),
                    models.Q(("opened_at__isnull", False), models.Q(("opened_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="reporting_round_opened_pair",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminders",
                to="reporting.round",
                verbose_name="round",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="sent_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="sent by",
            ),
        ),
    ]
