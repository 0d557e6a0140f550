"""Help with a report; devices that send forms filled offline."""

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
        ("reporting", "0006_files_and_receipts"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeviceToken",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.TextField(help_text="What the person calls it.", verbose_name="device")),
                (
                    "token_hash",
                    models.CharField(
                        help_text="SHA-256 of the token.", max_length=64, unique=True, verbose_name="token"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="last used")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="device_tokens",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "device",
                "verbose_name_plural": "devices",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="DeviceSubmission",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "instance_id",
                    models.TextField(help_text="Identifier that the device gave it.", verbose_name="instance"),
                ),
                ("xml", models.TextField(help_text="As it was sent.", verbose_name="XML")),
                ("outcome", models.JSONField(default=dict, help_text="What came of it.", verbose_name="outcome")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="time")),
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
                        related_name="device_submissions",
                        to="reporting.nationalreport",
                        verbose_name="national report",
                    ),
                ),
            ],
            options={
                "verbose_name": "form sent by a device",
                "verbose_name_plural": "forms sent by devices",
                "ordering": ["-at"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "instance_id"), name="reporting_devicesubmission_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="HelpRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.TextField(help_text="In the State's words.", verbose_name="what is asked for")),
                (
                    "language",
                    models.CharField(
                        default="en", help_text="In which help is wanted.", max_length=7, verbose_name="language"
                    ),
                ),
                (
                    "status",
                    models.TextField(
                        choices=[("asked", "asked"), ("paired", "paired"), ("ended", "ended")],
                        default="asked",
                        verbose_name="status",
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="asked")),
                ("paired_at", models.DateTimeField(blank=True, null=True, verbose_name="paired")),
                (
                    "may_draft",
                    models.BooleanField(
                        default=False, help_text="Else reads and comments.", verbose_name="may write answers"
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "outcome",
                    models.TextField(blank=True, help_text="In the State's words.", verbose_name="what came of it"),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
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
                        verbose_name="ended by",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.grant",
                        verbose_name="grant",
                    ),
                ),
                (
                    "helper_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "helper_state",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.state",
                        verbose_name="helping State",
                    ),
                ),
                (
                    "paired_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="paired by",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="help_requests",
                        to="reporting.nationalreport",
                        verbose_name="national report",
                    ),
                ),
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
                        related_name="help_requests",
                        to="directory.state",
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for help with a report",
                "verbose_name_plural": "requests for help with reports",
                "ordering": ["-asked_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="reporting_helprequest_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("helper_organisation__isnull", True), ("helper_state__isnull", True), _connector="OR"
                        ),
                        name="reporting_helprequest_one_helper",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paired_at__isnull", True), ("paired_by__isnull", True)),
                            models.Q(("paired_at__isnull", False), ("paired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reporting_helprequest_paired_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reporting_helprequest_ended_pair",
                    ),
                ],
            },
        ),
    ]
