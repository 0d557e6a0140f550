"""Errors that a device is told, each with the HTTP status of the OpenRosa form submission standard."""

from http import HTTPStatus

from poaiss.common.errors import PoaissError


class OpenRosaError(PoaissError):
    """Something that a client is told in an OpenRosaResponse; subclasses set code and status."""

    code = "openrosa"
    status = HTTPStatus.BAD_REQUEST


class NotSignedIn(OpenRosaError):
    """No credentials, or wrong ones: one answer for all, so that nobody learns which."""

    code = "device-sign-in"
    status = HTTPStatus.UNAUTHORIZED


class TooManyAttempts(OpenRosaError):
    """Too many attempts have failed."""

    code = "device-locked"
    status = HTTPStatus.TOO_MANY_REQUESTS


class SecondFactorMissing(OpenRosaError):
    """A role needs a second factor, and the account has none."""

    code = "second-factor-missing"
    status = HTTPStatus.FORBIDDEN


class FormUnknown(OpenRosaError):
    """There is no such form for this person."""

    code = "form-unknown"
    status = HTTPStatus.NOT_FOUND


class FormVersionUnknown(OpenRosaError):
    """A form says that it left with a version that was never given out."""

    code = "form-version-unknown"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class InstanceBroken(OpenRosaError):
    """What was sent is no instance of a form."""

    code = "instance-broken"


class InstanceMissing(OpenRosaError):
    """A submission without the part that holds the answers."""

    code = "instance-missing"


class NotMultipart(OpenRosaError):
    """A submission that is not multipart/form-data."""

    code = "not-multipart"
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class BodyTooLarge(OpenRosaError):
    """A request is larger than is allowed; nothing of it was kept."""

    code = "body-too-large"
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class InstanceOtherwise(OpenRosaError):
    """The same identifier came before with other content; both are kept, the second does not enter the draft."""

    code = "instance-otherwise"
    status = HTTPStatus.CONFLICT
