"""When a person was last seen: written down every few minutes, not with every page."""

from allauth.usersessions.middleware import UserSessionsMiddleware
from django.http import HttpRequest, HttpResponse

from poaiss.common.clock import now

EVERY = 300
"""Seconds between two entries of one session."""


class LastSeen(UserSessionsMiddleware):
    """The session list's own middleware, asked at most once in a while: three queries less with every page."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note that the session is alive, unless that was done a moment ago."""
        session, moment = request.session, int(now().timestamp())
        if session.session_key and 0 <= moment - session.get("seen", 0) < EVERY:
            return self.get_response(request)  # type: ignore[no-any-return]
        if session.session_key and request.user.is_authenticated:
            session["seen"] = moment
        return super().__call__(request)  # type: ignore[no-any-return]
