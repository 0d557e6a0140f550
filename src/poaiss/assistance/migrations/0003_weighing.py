"""How a State comes to its needs: checklist, answers to suggestions, the order it decided on; its own desk alone."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from poaiss.access.rls import ProtectRows

DESK = "poaiss_has('desks', state_id)"


class Migration(migrations.Migration):
    """Create the tables and protect them."""

    dependencies = [
        ("assistance", "0002_protection"),
        ("directory", "0002_region"),
        ("questionnaires", "0002_frozen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Checklist",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "answers",
                    models.JSONField(
                        default=dict, help_text="Texts by the path of the question.", verbose_name="answers"
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(
                        default=0, help_text="Grows with each change.", verbose_name="revision"
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="changed by",
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="questionnaires.version",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "checklist of needs",
                "verbose_name_plural": "checklists of needs",
                "constraints": [models.UniqueConstraint(fields=("state", "version"), name="assistance_checklist_once")],
            },
        ),
        migrations.CreateModel(
            name="Prioritisation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "method",
                    models.TextField(
                        choices=[("criteria", "by criteria"), ("pairwise", "two by two")],
                        help_text="How they were weighed.",
                        verbose_name="method",
                    ),
                ),
                (
                    "judgements",
                    models.JSONField(default=dict, help_text="As they were given.", verbose_name="judgements"),
                ),
                (
                    "order",
                    models.JSONField(
                        default=list, help_text="Keys of the needs, the first one first.", verbose_name="order"
                    ),
                ),
                ("note", models.TextField(blank=True, help_text="Who took part, and why so.", verbose_name="reasons")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "name",
                    models.TextField(blank=True, help_text="Name of who decided, at that time.", verbose_name="name"),
                ),
                (
                    "capacity",
                    models.TextField(blank=True, help_text="Role in which it was decided.", verbose_name="capacity"),
                ),
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
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
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
                "verbose_name": "order of needs",
                "verbose_name_plural": "orders of needs",
                "ordering": ["-made_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="assistance_prioritisation_decided_pair",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SuggestionDecision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "key",
                    models.CharField(
                        help_text="Which suggestion: rule, report and place.", max_length=64, verbose_name="key"
                    ),
                ),
                (
                    "fingerprint",
                    models.CharField(
                        help_text="Of the answers that it rested on.", max_length=64, verbose_name="fingerprint"
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        choices=[("taken", "taken up"), ("dismissed", "dismissed"), ("later", "not now")],
                        help_text="What the State said.",
                        verbose_name="answer",
                    ),
                ),
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
                    "need",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistance.need",
                        verbose_name="need",
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
                "verbose_name": "answer to a suggestion",
                "verbose_name_plural": "answers to suggestions",
                "ordering": ["at"],
                "indexes": [models.Index(fields=["state", "key"], name="assistance_suggestion_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "taken"), ("need__isnull", False)),
                            models.Q(models.Q(("answer", "taken"), _negated=True), ("need__isnull", True)),
                            _connector="OR",
                        ),
                        name="assistance_suggestion_taken_pair",
                    )
                ],
            },
        ),
        ProtectRows("assistance_checklist", read=DESK, write=DESK),
        ProtectRows("assistance_suggestiondecision", read=DESK, write=DESK, update="false"),
        ProtectRows("assistance_prioritisation", read=DESK, write=DESK),
    ]
