"""The back-office screens of the network, registered when the toolkit discovers this module."""

from portee.network.staff import steps
from portee.network.staff.establishment import EstablishmentScreen
from portee.ui.backoffice.registration import register_screens
from portee.ui.backoffice.steps import register_step

register_screens(EstablishmentScreen)
register_step(steps.add_establishments, order=10)
register_step(steps.gather_establishments, order=20)
