"""How often one address may try what costs or what guesses."""

import time
from http import HTTPStatus

from flask import Flask, Response
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from config import Mode

LOGIN = "20 per minute; 200 per hour"
LOOK_UP = "20 per minute; 200 per hour"
UPLOAD = "60 per minute"
BLANK = "60 per minute"
DOWNLOAD = "60 per minute"
SUBMIT = "30 per minute"

# When Redis is away each process counts for itself: the service goes on, the limits stay.
# What is left is not told with every answer: that would ask Redis twice more.
limiter = Limiter(get_remote_address, in_memory_fallback_enabled=True)


def join(app: Flask) -> None:
    settings = app.extensions["motcua"].settings
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url
    app.config["RATELIMIT_ENABLED"] = settings.mode is not Mode.TEST
    app.config["RATELIMIT_KEY_PREFIX"] = "motcua"
    limiter.init_app(app)
    app.after_request(tell_when_to_come_back)


def tell_when_to_come_back(response: Response) -> Response:
    reached = limiter.current_limit
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS and reached:
        seconds = max(reached.reset_at - int(time.time()), 1)
        response.headers.setdefault("Retry-After", str(seconds))
    return response
