"""What the portal does when the network changes."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest

from portee.kernel import events
from portee.network.events import EstablishmentChanged


@pytest.mark.django_db(transaction=True)
def test_a_change_of_establishment_redraws_the_public_pages() -> None:
    with patch("portee.portal.handlers.page_cache.purge") as purge:
        events.publish(
            EstablishmentChanged(establishment_id=1, at=datetime(2026, 11, 22, tzinfo=UTC))
        )
    purge.assert_called_once_with()
