"""Errors of files that are attached to answers."""

from poaiss.common.errors import PoaissError


class FileEmpty(PoaissError):
    """A file without a byte, or no file at all."""

    code = "attachment-empty"


class FileKindRefused(PoaissError):
    """A kind of file that is not accepted, whatever its name says."""

    code = "attachment-kind"


class FileActive(PoaissError):
    """A file that carries something that runs when it is opened."""

    code = "attachment-active"


class FileNameOtherwise(PoaissError):
    """The ending of the name says another kind than the bytes."""

    code = "attachment-name"


class FilesTooMany(PoaissError):
    """A report has as many files as it may have."""

    code = "attachment-too-many"


class NotAFileQuestion(PoaissError):
    """The question at a place does not ask for a file."""

    code = "attachment-question"
