"""Receipts: digests by which anyone can check that a file is the one submitted (R26)."""

import datetime as dt
import hashlib

from poaiss.reporting.enums import ReceiptKind
from poaiss.reporting.models import Receipt, Snapshot, Submission


def of_submission(submission: Submission) -> Receipt:
    """Keep the digest of what was submitted."""
    return kept(
        submission.sha256,
        ReceiptKind.SUBMISSION,
        submission,
        number=submission.number,
        submitted_at=submission.at,
    )


def of_snapshot(snapshot: Snapshot, submitted_at: dt.datetime) -> Receipt:
    """Keep the digest of what was published."""
    return kept(snapshot.sha256, ReceiptKind.PUBLICATION, snapshot, number=snapshot.number, submitted_at=submitted_at)


def issue(submission: Submission, data: bytes, format: str, language: str) -> Receipt:
    """Keep the digest of a document made from a submission, so that a copy of it can be told from another."""
    if format == "json":
        return of_submission(submission)
    digest = hashlib.sha256(data).hexdigest()
    return kept(
        digest,
        ReceiptKind.COPY,
        submission,
        number=submission.number,
        submitted_at=submission.at,
        format=format,
        language=language,
    )


def kept(
    digest: str,
    kind: ReceiptKind,
    thing: Submission | Snapshot,
    *,
    number: int,
    submitted_at: dt.datetime,
    format: str = "json",
    language: str = "",
) -> Receipt:
    """Keep a digest once."""
    found, _new = Receipt.objects.get_or_create(
        sha256=digest,
        kind=kind,
        state_id=thing.state_id,
        round_id=thing.report.round_id,
        number=number,
        defaults={"format": format, "file_language": language, "submitted_at": submitted_at},
    )
    return found


def find(data: bytes) -> list[Receipt]:
    """Return the receipts of a file by its very bytes, the submission before what was made of it."""
    return find_digest(hashlib.sha256(data).hexdigest())


def find_digest(digest: str) -> list[Receipt]:
    """Return the receipts of a digest, the submission before what was made of it."""
    order = {ReceiptKind.SUBMISSION: 0, ReceiptKind.PUBLICATION: 1}
    found = Receipt.objects.filter(sha256=digest.casefold()).select_related("state", "round")
    return sorted(found, key=lambda each: (order.get(ReceiptKind(each.kind), 2), each.issued_at))
