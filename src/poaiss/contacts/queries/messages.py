"""The inbox of whoever answers for an office, and of those who wrote to one (D10)."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from poaiss.access.visibility import visible_to
from poaiss.accounts.actor import Actor
from poaiss.contacts.models import Message, Reading, Thread


def threads(actor: Actor) -> QuerySet[Thread]:
    """Return the threads that the actor sees, the latest first."""
    found = visible_to(actor, Thread).select_related("office__state", "office__organisation", "started_by")
    return found.order_by("-last_at")


def with_unread(actor: Actor, found: QuerySet[Thread]) -> QuerySet[Thread]:
    """Annotate threads with ``unread``: somebody else wrote after the actor last read."""
    me = UUID(actor.identifier)
    mine = Reading.objects.filter(thread=OuterRef("thread"), person_id=me, read_at__gte=OuterRef("written_at"))
    unread = Message.objects.filter(~Exists(mine), thread=OuterRef("pk")).exclude(written_by_id=me)
    return found.annotate(unread=Exists(unread), texts=Count("messages", distinct=True))


def inbox_of(actor: Actor) -> QuerySet[Thread]:
    """Return the actor's threads with ``unread`` and ``texts`` (one query when read); none for nobody."""
    if not actor.is_signed_in:
        return Thread.objects.none()
    return with_unread(actor, threads(actor))


def unread_count(actor: Actor) -> int:
    """Return how many threads hold something that the actor has not read (one query)."""
    return inbox_of(actor).filter(Q(unread=True)).count() if actor.is_signed_in else 0


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A thread with its texts, and whether the other side has read the last of the actor's."""

    thread: Thread
    messages: list[Message]
    read_by_others: bool


def thread_view(actor: Actor, thread: Thread) -> ThreadView:
    """Return a thread as the actor sees it (two queries)."""
    messages = list(
        visible_to(actor, Message).filter(thread=thread).select_related("written_by").order_by("written_at")
    )
    mine = [message for message in messages if str(message.written_by_id) == actor.identifier]
    others = visible_to(actor, Reading).filter(thread=thread).exclude(person_id=UUID(actor.identifier))
    read = bool(mine) and others.filter(read_at__gte=mine[-1].written_at).exists()
    return ThreadView(thread, messages, read)
