"""The WSGI entry: what a web server loads."""

from config import Settings
from services.resources import Resources
from services.web.application import create_application

app = create_application(Resources(Settings.from_env()))
