"""Sections: what the State chose, which agency was asked, what was said."""

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
        ("reporting", "0004_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("section", models.TextField(help_text="Name of the section in the form.", verbose_name="section")),
                ("note", models.TextField(blank=True, help_text="What is asked of the agency.", verbose_name="note")),
                (
                    "due",
                    models.DateField(
                        blank=True, help_text="A date within the State.", null=True, verbose_name="wanted by"
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="asked")),
                (
                    "done_at",
                    models.DateTimeField(
                        blank=True, help_text="The agency said that it is done.", null=True, verbose_name="done"
                    ),
                ),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, help_text="Taken back.", null=True, verbose_name="ended"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_assignments",
                        to="directory.agency",
                        verbose_name="agency",
                    ),
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
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
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
                "verbose_name": "assignment of a section",
                "verbose_name_plural": "assignments of sections",
                "ordering": ["report", "section", "asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("report", "section", "agency"),
                        name="reporting_assignment_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reporting_assignment_done_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reporting_assignment_ended_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("section", models.TextField(help_text="Name of the section in the form.", verbose_name="section")),
                (
                    "path",
                    models.TextField(
                        blank=True, help_text="Place in the form; empty: the section as a whole.", verbose_name="path"
                    ),
                ),
                ("text", models.TextField(help_text="What the person wrote.", verbose_name="text")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="time")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled")),
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
                    "mentions",
                    models.ManyToManyField(
                        blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="people mentioned"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="reporting.nationalreport",
                        verbose_name="national report",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="settled by",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="reporting_comment_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reporting_comment_settled_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("section", models.TextField(help_text="Name of the section in the form.", verbose_name="section")),
                (
                    "publication",
                    models.TextField(
                        choices=[("public", "public"), ("restricted", "for the Secretariat alone")],
                        default="public",
                        verbose_name="publication",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "changed_by",
                    models.TextField(blank=True, help_text="Identifier of the person.", verbose_name="changed by"),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="section_choices",
                        to="reporting.nationalreport",
                        verbose_name="national report",
                    ),
                ),
            ],
            options={
                "verbose_name": "choice for a section",
                "verbose_name_plural": "choices for sections",
                "ordering": ["report", "section"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "section"), name="reporting_sectionchoice_once")
                ],
            },
        ),
    ]
