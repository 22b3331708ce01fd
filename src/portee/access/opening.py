"""What a launch hands to whoever leads the person to the supplier: the one value between the two halves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opening:
    """A launch that was decided and counted. `account_id` is None for somebody on the spot without an account."""

    launch_id: int
    supplier_code: str
    account_id: int | None
    establishment_id: int | None
    target_url: str
