"""The back-office screens of the network, registered when the toolkit discovers this module."""

from portee.network.staff.establishment import EstablishmentScreen
from portee.ui.backoffice.registration import register_screens

register_screens(EstablishmentScreen)
