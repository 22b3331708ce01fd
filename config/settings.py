"""The settings a command or server uses: development when PORTEE_DEBUG is set, production otherwise."""

from config import env

if env.DEBUG:
    from config.dev import *  # noqa: F403
else:
    from config.production import *  # noqa: F403
