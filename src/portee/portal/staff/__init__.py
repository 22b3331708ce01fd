"""The back-office screens over the machinery that all contexts share: jobs to review, mail on its way."""

from portee.portal.staff import panels
from portee.portal.staff.job import JobScreen
from portee.portal.staff.outgoing_mail import MailScreen
from portee.ui.backoffice.panels import register_panel
from portee.ui.backoffice.registration import register_screens

register_screens(JobScreen, MailScreen)
register_panel(panels.jobs_to_review, order=30)
