"""The room in Django's list of applications."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    """Questionnaire versions and answers."""

    name = "poaiss.questionnaires"
    label = "questionnaires"
    verbose_name = "questionnaires"
    default_auto_field = "django.db.models.BigAutoField"
