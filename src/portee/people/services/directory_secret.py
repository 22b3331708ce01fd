"""The secrets with which we sign in to reader systems."""

from typing import Final

from portee.kernel.security.secret_folder import SecretFolder

FOLDER: Final = "directory-secrets"

_secrets: Final = SecretFolder(FOLDER)
keep_secret = _secrets.keep
read_secret = _secrets.read
forget_secret = _secrets.forget
