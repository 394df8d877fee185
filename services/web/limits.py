"""How often one address may try what costs or what guesses."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from config import Mode

LOGIN = "20 per minute; 200 per hour"
LOOK_UP = "20 per minute; 200 per hour"
UPLOAD = "60 per minute"
SUBMIT = "30 per minute"

# When Redis is away each process counts for itself: the service goes on, the limits stay.
limiter = Limiter(get_remote_address, in_memory_fallback_enabled=True, headers_enabled=True)


def join(app: Flask) -> None:
    settings = app.extensions["motcua"].settings
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url
    app.config["RATELIMIT_ENABLED"] = settings.mode is not Mode.TEST
    app.config["RATELIMIT_KEY_PREFIX"] = "motcua"
    limiter.init_app(app)
