"""Errors of assessments."""

from poaiss.common.errors import PoaissError


class AssessmentShared(PoaissError):
    """An assessment that the other side sees is not changed any more."""

    code = "assessment-shared"


class AssessmentChanged(PoaissError):
    """Somebody of the same side changed it meanwhile."""

    code = "assessment-changed"


class AssessmentEmpty(PoaissError):
    """There is nothing to share yet."""

    code = "assessment-empty"


class NotShared(PoaissError):
    """Only what both sides see can become public."""

    code = "assessment-not-shared"


class NotPublic(PoaissError):
    """A lesson goes into the library once both sides agree that the assessment is public."""

    code = "assessment-not-public"


class FormMissing(PoaissError):
    """The questionnaire of the assessment was never loaded here."""

    code = "assessment-form-missing"
