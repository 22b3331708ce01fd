"""The settings of a server that speaks the invented language of `tests.browser.pseudo_locale`."""

import os

from config.settings import *  # noqa: F403
from tests.browser.pseudo_locale import FOLDER_VARIABLE

LOCALE_PATHS = [os.environ[FOLDER_VARIABLE]]
