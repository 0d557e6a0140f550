"""The history of answers, conflicts, translations; where an answer was carried from."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Create the tables."""

    dependencies = [
        ("access", "0003_rows"),
        ("accounts", "__first__"),
        ("directory", "0002_region"),
        ("questionnaires", "0002_frozen"),
        ("reporting", "0003_rounds"),
    ]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="carried_from",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Year of the report that it was carried over from.",
                null=True,
                verbose_name="carried from",
            ),
        ),
        migrations.CreateModel(
            name="AnswerRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.TextField(help_text="Place in the form.", verbose_name="path")),
                (
                    "revision",
                    models.PositiveIntegerField(
                        help_text="Counts the changes of this answer, from 1.", verbose_name="revision"
                    ),
                ),
                ("value", models.JSONField(blank=True, default=str, help_text="As given.", verbose_name="value")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("yes", "Yes"),
                            ("developing", "In development"),
                            ("no", "No"),
                            ("answered", "Answered"),
                            ("unchanged", "Unchanged"),
                            ("restricted", "Reported, restricted"),
                            ("no_answer", "No answer"),
                            ("not_applicable", "Not applicable"),
                            ("not_asked", "Not asked"),
                            ("did_not_report", "Did not report"),
                            ("not_yet_a_state", "Not yet a Member State"),
                        ],
                        help_text="What sort of answer or silence this is.",
                        verbose_name="kind",
                    ),
                ),
                (
                    "unchanged_since",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="unchanged since"),
                ),
                ("remark", models.TextField(blank=True, verbose_name="remark")),
                (
                    "marking",
                    models.TextField(
                        choices=[
                            ("clear", "TLP:CLEAR"),
                            ("green", "TLP:GREEN"),
                            ("amber", "TLP:AMBER"),
                            ("amber+strict", "TLP:AMBER+STRICT"),
                            ("red", "TLP:RED"),
                        ],
                        default="clear",
                        verbose_name="marking",
                    ),
                ),
                (
                    "provenance",
                    models.TextField(
                        choices=[
                            ("typed", "typed here"),
                            ("carried", "carried over from the last report, unconfirmed"),
                            ("confirmed", "carried over and confirmed"),
                            ("workbook", "from a workbook"),
                            ("openrosa", "from a form filled offline"),
                        ],
                        default="typed",
                        verbose_name="provenance",
                    ),
                ),
                ("at", models.DateTimeField(help_text="When it was changed.", verbose_name="time")),
                ("by", models.TextField(blank=True, help_text="Identifier of the person.", verbose_name="changed by")),
                (
                    "by_name",
                    models.TextField(blank=True, help_text="Name of the person at that time.", verbose_name="name"),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="history",
                        to="reporting.nationalreport",
                        verbose_name="national report",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision of an answer",
                "verbose_name_plural": "revisions of answers",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "path", "revision"), name="reporting_answerrevision_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerTranslation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.TextField(help_text="Place in the form.", verbose_name="path")),
                (
                    "language",
                    models.CharField(
                        help_text="UN language of the translation.", max_length=7, verbose_name="language"
                    ),
                ),
                ("text", models.TextField(help_text="The translation.", verbose_name="text")),
                (
                    "original_sha256",
                    models.CharField(
                        help_text="Of the text translated; another text makes it stale.",
                        max_length=64,
                        verbose_name="digest of the original",
                    ),
                ),
                (
                    "released",
                    models.BooleanField(
                        default=False,
                        help_text="Its original is published, so that everybody may read it.",
                        verbose_name="released",
                    ),
                ),
                ("at", models.DateTimeField(auto_now=True, verbose_name="time")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="reporting.nationalreport",
                        verbose_name="national report",
                    ),
                ),
            ],
            options={
                "verbose_name": "translation of an answer",
                "verbose_name_plural": "translations of answers",
                "ordering": ["report", "language", "path"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "path", "language"), name="reporting_answertranslation_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("path", models.TextField(help_text="Place in the form.", verbose_name="path")),
                (
                    "number",
                    models.CharField(
                        blank=True, help_text="Number of the question.", max_length=40, verbose_name="number"
                    ),
                ),
                (
                    "base_revision",
                    models.PositiveIntegerField(
                        help_text="Revision that the person had started from.", verbose_name="base"
                    ),
                ),
                (
                    "their_revision",
                    models.PositiveIntegerField(
                        help_text="Revision that stood when it was found.", verbose_name="theirs"
                    ),
                ),
                (
                    "value",
                    models.JSONField(
                        blank=True, default=str, help_text="What the person wanted to store.", verbose_name="value"
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("yes", "Yes"),
                            ("developing", "In development"),
                            ("no", "No"),
                            ("answered", "Answered"),
                            ("unchanged", "Unchanged"),
                            ("restricted", "Reported, restricted"),
                            ("no_answer", "No answer"),
                            ("not_applicable", "Not applicable"),
                            ("not_asked", "Not asked"),
                            ("did_not_report", "Did not report"),
                            ("not_yet_a_state", "Not yet a Member State"),
                        ],
                        verbose_name="kind",
                    ),
                ),
                (
                    "unchanged_since",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="unchanged since"),
                ),
                ("remark", models.TextField(blank=True, verbose_name="remark")),
                (
                    "marking",
                    models.TextField(
                        choices=[
                            ("clear", "TLP:CLEAR"),
                            ("green", "TLP:GREEN"),
                            ("amber", "TLP:AMBER"),
                            ("amber+strict", "TLP:AMBER+STRICT"),
                            ("red", "TLP:RED"),
                        ],
                        default="clear",
                        verbose_name="marking",
                    ),
                ),
                (
                    "provenance",
                    models.TextField(
                        choices=[
                            ("typed", "typed here"),
                            ("carried", "carried over from the last report, unconfirmed"),
                            ("confirmed", "carried over and confirmed"),
                            ("workbook", "from a workbook"),
                            ("openrosa", "from a form filled offline"),
                        ],
                        default="typed",
                        verbose_name="provenance",
                    ),
                ),
                ("at", models.DateTimeField(help_text="When it was found.", verbose_name="time")),
                (
                    "by_name",
                    models.TextField(blank=True, help_text="Name of the person at that time.", verbose_name="name"),
                ),
                (
                    "resolution",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("theirs", "the stored text was kept"),
                            ("mine", "the other text was taken"),
                            ("merged", "a new text was written"),
                        ],
                        help_text="Empty: nobody has chosen yet.",
                        verbose_name="resolution",
                    ),
                ),
                ("resolved_at", models.DateTimeField(blank=True, null=True, verbose_name="resolved")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conflicts",
                        to="reporting.nationalreport",
                        verbose_name="national report",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="resolved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "conflict",
                "verbose_name_plural": "conflicts",
                "ordering": ["report", "path", "at"],
                "indexes": [models.Index(fields=["report", "resolution"], name="reporting_conflict_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolution", ""), ("resolved_at__isnull", True), ("resolved_by__isnull", True)),
                            models.Q(
                                models.Q(("resolution", ""), _negated=True),
                                ("resolved_at__isnull", False),
                                ("resolved_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="reporting_conflict_resolved_pair",
                    )
                ],
            },
        ),
    ]
