"""The secret shared with a supplier: what signs links to it, or what its machine proves itself by."""

from typing import Final

from django.db import transaction

from portee.access.models import Supplier
from portee.kernel.security.secret_folder import SecretFolder

_secrets: Final = SecretFolder("supplier-secrets")


@transaction.atomic
def set_shared_secret(*, supplier_id: int, secret: str) -> None:
    """Put a secret in the place of the former one, which is forgotten once this is sure."""
    supplier = Supplier.objects.select_for_update().get(pk=supplier_id)
    former = supplier.secret_handle
    supplier.secret_handle = _secrets.keep(secret)
    supplier.save(update_fields=["secret_handle"])
    transaction.on_commit(lambda: _secrets.forget(former))


def shared_secret(supplier: Supplier) -> str:
    """The secret, empty for none or for one that is lost."""
    try:
        return _secrets.read(supplier.secret_handle)
    except OSError:
        return ""
