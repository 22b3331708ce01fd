"""Settings of development: detailed errors, static files served from where they are built."""

from config import env
from config.base import *  # noqa: F403
from config.base import LOGGING

SECRET_KEY = env.secret_key()
PAIRWISE_KEY = env.pairwise_key()
DEBUG = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LOGGING["handlers"]["stderr"]["formatter"] = "console"
