"""Reports of earlier years that a person looks over."""

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
        ("reporting", "0007_help_and_devices"),
    ]

    operations = [
        migrations.CreateModel(
            name="LegacyDocument",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.TextField(help_text="Name of the file as it was given.", verbose_name="name")),
                ("media_type", models.TextField(verbose_name="kind of file")),
                ("size", models.PositiveBigIntegerField(help_text="Bytes.", verbose_name="size")),
                ("sha256", models.CharField(help_text="Digest of the bytes.", max_length=64, verbose_name="SHA-256")),
                ("exercise", models.BooleanField(default=False, verbose_name="exercise")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year of the report")),
                (
                    "edition",
                    models.CharField(
                        blank=True, help_text="As recognised, or as chosen.", max_length=8, verbose_name="edition"
                    ),
                ),
                (
                    "source",
                    models.TextField(
                        blank=True, help_text="Address at which the file was published.", verbose_name="source"
                    ),
                ),
                (
                    "text",
                    models.TextField(blank=True, help_text="As read from the file, page by page.", verbose_name="text"),
                ),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("waiting", "waiting for a person"),
                            ("reviewed", "looked over"),
                            ("set_aside", "set aside"),
                        ],
                        default="waiting",
                        verbose_name="status",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="brought in")),
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
                    "excerpt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.excerpt",
                        verbose_name="excerpt",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.state",
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier report",
                "verbose_name_plural": "earlier reports",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="LegacyCandidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(help_text="Order in the text.", verbose_name="position")),
                ("page", models.PositiveIntegerField(blank=True, null=True, verbose_name="page")),
                ("number", models.TextField(help_text="Number of the question as read.", verbose_name="number")),
                ("passage", models.TextField(help_text="The text of the file around it.", verbose_name="passage")),
                (
                    "value",
                    models.TextField(
                        blank=True, help_text="Proposed, or as the person corrected it.", verbose_name="value"
                    ),
                ),
                (
                    "decision",
                    models.TextField(
                        blank=True,
                        choices=[("accepted", "accepted"), ("corrected", "corrected"), ("rejected", "rejected")],
                        help_text="Empty: none yet.",
                        verbose_name="decision",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidates",
                        to="reporting.legacydocument",
                        verbose_name="earlier report",
                    ),
                ),
            ],
            options={
                "verbose_name": "candidate",
                "verbose_name_plural": "candidates",
                "ordering": ["document", "position"],
            },
        ),
        migrations.AddConstraint(
            model_name="legacydocument",
            constraint=models.UniqueConstraint(fields=("sha256", "exercise"), name="reporting_legacydocument_once"),
        ),
        migrations.AddConstraint(
            model_name="legacycandidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("decision", "")),
                    models.Q(
                        models.Q(("decision", ""), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="reporting_legacycandidate_decided_pair",
            ),
        ),
    ]
