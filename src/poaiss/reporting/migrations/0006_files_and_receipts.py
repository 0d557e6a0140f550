"""Files attached, what was submitted, receipts."""

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
        ("reporting", "0005_together"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("path", models.TextField(help_text="Place of the question in the form.", verbose_name="path")),
                ("name", models.TextField(help_text="Name of the file as it was given.", verbose_name="name")),
                (
                    "media_type",
                    models.TextField(
                        help_text="As read from the bytes, never from the name.", verbose_name="kind of file"
                    ),
                ),
                ("size", models.PositiveBigIntegerField(help_text="Bytes.", verbose_name="size")),
                ("sha256", models.CharField(help_text="Digest of the bytes.", max_length=64, verbose_name="SHA-256")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="time")),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, help_text="Removed from the answer; kept.", null=True, verbose_name="removed"
                    ),
                ),
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
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="removed by",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="reporting.nationalreport",
                        verbose_name="national report",
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment",
                "verbose_name_plural": "attachments",
                "ordering": ["report", "path", "at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("report", "path"),
                        name="reporting_attachment_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reporting_attachment_ended_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sha256",
                    models.CharField(help_text="Digest of the bytes of a file.", max_length=64, verbose_name="SHA-256"),
                ),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("submission", "the report as it was submitted"),
                            ("publication", "the report as it was published, without what the State restricts"),
                            ("copy", "a document issued from the report as it was submitted"),
                        ],
                        help_text="What the file is.",
                        verbose_name="kind",
                    ),
                ),
                (
                    "format",
                    models.TextField(
                        default="json", help_text="json, pdf, docx, xlsx or xform.", verbose_name="format"
                    ),
                ),
                (
                    "file_language",
                    models.CharField(
                        blank=True, help_text="Of a document's labels.", max_length=7, verbose_name="language"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="Number of the submission or publication.", verbose_name="number"
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(help_text="When what the file shows was submitted.", verbose_name="submitted"),
                ),
                ("issued_at", models.DateTimeField(auto_now_add=True, verbose_name="issued")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.round",
                        verbose_name="round",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.state",
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "verbose_name": "receipt",
                "verbose_name_plural": "receipts",
                "ordering": ["issued_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sha256", "kind", "state", "round", "number"), name="reporting_receipt_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="Counts the submissions of a report, from 1.", verbose_name="number"
                    ),
                ),
                ("content", models.JSONField(help_text="What was submitted.", verbose_name="content")),
                (
                    "sha256",
                    models.CharField(
                        help_text="Digest over the canonical JSON.", max_length=64, verbose_name="SHA-256"
                    ),
                ),
                ("at", models.DateTimeField(help_text="When it was submitted.", verbose_name="time")),
                ("name", models.TextField(help_text="Name of the person at that time.", verbose_name="name")),
                ("capacity", models.TextField(help_text="Role in which the person acted.", verbose_name="capacity")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="reporting.nationalreport",
                        verbose_name="national report",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.state",
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "verbose_name": "submission",
                "verbose_name_plural": "submissions",
                "ordering": ["report", "number"],
                "constraints": [models.UniqueConstraint(fields=("report", "number"), name="reporting_submission_once")],
            },
        ),
    ]
