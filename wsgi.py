"""The WSGI entry: what a web server loads."""

import sys

from config import Settings
from services.resources import Resources
from services.web.application import create_application

# Two threads take turns ten times as often as usual: one that comes back from the database, where
# it may hold the lock of a counter, waits half a millisecond for its turn and not five.
SWITCH_SECONDS = 0.0005
sys.setswitchinterval(SWITCH_SECONDS)

app = create_application(Resources(Settings.from_env()))
