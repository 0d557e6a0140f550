"""The WSGI application that Granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poaiss.settings")
application = get_wsgi_application()

from poaiss.site.warming import warm  # noqa: E402 the applications have to be loaded

warm()
