"""Both sides agree before others read the estimated effect of a project (N19)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add what each side says."""

    dependencies = [("assistance", "0004_contacted")]
    operations = [
        migrations.AddField(
            "project",
            "recipient_shows_effect",
            models.BooleanField(
                "recipient shows the effect", default=False, help_text="Others read the estimate if both sides agree."
            ),
        ),
        migrations.AddField(
            "project", "donor_shows_effect", models.BooleanField("donor shows the effect", default=False)
        ),
    ]
