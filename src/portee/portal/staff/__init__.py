"""The back-office screens of the portal: the home page, and the machinery that all contexts share."""

from portee.portal.staff import panels
from portee.portal.staff.home_page import HomeScreen
from portee.portal.staff.job import JobScreen
from portee.portal.staff.outgoing_mail import MailScreen
from portee.ui.backoffice.panels import register_panel
from portee.ui.backoffice.registration import register_screens

register_screens(HomeScreen, JobScreen, MailScreen)
register_panel(panels.jobs_to_review, order=30)
