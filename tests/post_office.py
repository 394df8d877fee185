"""A mail server for the tests: it takes mail over a real socket, or refuses it as it is told."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from services.settings.mail import MailServer, Security
from tests.service import free_port

SENDER = "Một Cửa <khong-tra-loi@motcua.test>"
TAKEN = "250 OK"


class PostOffice:
    """What came so far; `answer` is what the server says to the next recipient."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.recipients: list[str] = []
        self.answer = TAKEN
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())

    @property
    def server(self) -> MailServer:
        return MailServer("127.0.0.1", self.controller.port, SENDER, Security.NONE)

    async def handle_RCPT(  # noqa: N802 - the server's own name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if self.answer == TAKEN:
            envelope.rcpt_tos.append(address)
            self.recipients.append(address)
        return self.answer

    async def handle_DATA(  # noqa: N802 - the server's own name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        content = envelope.original_content or b""
        self.raw.append(content)
        self.mails.append(message_from_bytes(content, policy=policy.default))
        return TAKEN
