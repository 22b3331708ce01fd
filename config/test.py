"""Settings of the test suite: fast hashing, a throw-away data folder, no pool to close between databases."""

import atexit
import shutil
import tempfile
from pathlib import Path

from config.base import *  # noqa: F403
from config.base import ALLOWED_HOSTS as BASE_ALLOWED_HOSTS
from config.base import DATABASES

SECRET_KEY = "only-for-tests-" + "0123456789abcdef" * 4
PAIRWISE_KEY = "only-for-tests-" + "fedcba9876543210" * 4
DEBUG = False
ALLOWED_HOSTS = [*BASE_ALLOWED_HOSTS, "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

DATA_DIR = Path(tempfile.mkdtemp(prefix="portee-test-"))
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()
MEDIA_ROOT = DATA_DIR / "files"
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)

DATABASES["default"]["OPTIONS"].pop("pool", None)
DATABASES["default"]["CONN_MAX_AGE"] = 0

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# A page kept from one test would be another's surprise; the tests of the cache turn it on.
PAGE_CACHE_ENABLED = False
METRICS_TOKEN = "a-token-of-the-tests"  # noqa: S105 - it opens nothing but a test server
