"""The secrets that we share with identity providers."""

from typing import Final

from portee.kernel.security.secret_folder import SecretFolder

FOLDER: Final = "provider-secrets"

_secrets: Final = SecretFolder(FOLDER)
keep_secret = _secrets.keep
read_secret = _secrets.read
forget_secret = _secrets.forget
