"""The back-office screens of the portal: the home page, and the machinery that all contexts share."""

from portee.portal.staff import panels, steps
from portee.portal.staff.home_page import HomeScreen
from portee.portal.staff.job import JobScreen
from portee.portal.staff.mail_sample import MailSampleScreen
from portee.portal.staff.outgoing_mail import MailScreen
from portee.portal.staff.retention import RetentionScreen
from portee.portal.staff.steps import StepsScreen
from portee.ui.backoffice.panels import register_panel
from portee.ui.backoffice.registration import register_screens
from portee.ui.backoffice.steps import register_host, register_step

register_screens(HomeScreen, StepsScreen, JobScreen, MailSampleScreen, MailScreen, RetentionScreen)
register_panel(panels.jobs_to_review, order=30)
register_step(steps.look_at_home, order=50)
register_step(steps.fill_in_legal_notice, order=60)
register_step(steps.send_mail, order=70)
register_host(steps.HOST)
