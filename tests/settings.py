"""Settings of the tests: the product's own, with a throw-away embedded database and quick hashes."""

import atexit
import contextlib
import os
import tempfile
from pathlib import Path

from poaiss.common.embedded_postgres import EmbeddedPostgres

os.environ.setdefault("POAISS_DATA", str(Path(__file__).resolve().parent.parent / "var" / "test"))
if not os.environ.get("DATABASE_URL"):
    held = contextlib.ExitStack()
    urls = held.enter_context(EmbeddedPostgres(Path(os.environ["POAISS_DATA"]) / "postgres", durable=False).hold())
    atexit.register(held.close)  # each worker holds the server; the last one stops it
    os.environ |= {"DATABASE_URL": urls.app, "DATABASE_OWNER_URL": urls.owner}

from poaiss.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(tempfile.gettempdir()) / "poaiss-test-files"
WHITENOISE_AUTOREFRESH = True
DATABASES["owner"]["TEST"] = {"NAME": f"test_poaiss_{os.getpid()}", "DEPENDENCIES": []}  # noqa: F405  several runs at once do not meet
