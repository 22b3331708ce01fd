"""Settings of the installations that fault tests break: a fast pace, and addresses and jobs to break things with."""

import os

from config.base import *  # noqa: F403
from config.base import ALLOWED_HOSTS as BASE_ALLOWED_HOSTS
from portee.kernel.pace import Pace

SECRET_KEY = "only-for-fault-tests-" + "0123456789abcdef" * 4
PAIRWISE_KEY = "only-for-fault-tests-" + "fedcba9876543210" * 4
DEBUG = False
ALLOWED_HOSTS = [*BASE_ALLOWED_HOSTS, "127.0.0.1"]
ROOT_URLCONF = "tests.faults.trial_urls"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Twenty times faster than in service, so that a death is found in a second and a test lasts a few.
PACE = Pace(
    poll=0.1,
    beat=0.2,
    lease=1.0,
    stop=float(os.environ.get("FAULT_STOP_SECONDS", "20")),
    ready=60,
    restart=0.1,
    delays=0.001,
)
