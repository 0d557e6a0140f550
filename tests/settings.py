"""Settings of the tests: the product's own, with a throw-away embedded database and quick hashes."""

import os
import tempfile
from pathlib import Path

from poaiss.common.embedded_postgres import EmbeddedPostgres

os.environ.setdefault("POAISS_DATA", str(Path(__file__).resolve().parent.parent / "var" / "test"))
SERVER = None
if not os.environ.get("DATABASE_URL"):
    SERVER = EmbeddedPostgres(Path(os.environ["POAISS_DATA"]) / "postgres", durable=False)
    os.environ["DATABASE_URL"] = SERVER.urls.app
    os.environ["DATABASE_OWNER_URL"] = SERVER.urls.owner

from poaiss.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(tempfile.gettempdir()) / "poaiss-test-files"
WHITENOISE_AUTOREFRESH = True
