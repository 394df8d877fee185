"""Write the mail that says nothing, and hand it to the server."""

import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr

from services.settings.mail import MailServer, Security

PATIENCE_SECONDS = 15
# The name of this machine is nobody's business.
OWN_NAME = "localhost"
SUBJECT = "Có thông báo mới / There is news"
BODY = """Có thông báo mới, đăng nhập để xem: {page}
Bạn cần mã hồ sơ và mã tra cứu của mình. Thư này không chứa nội dung nào.
Không muốn nhận thư nữa: mở trang trên, chọn “Báo khi có tin”, rồi chọn không báo.

There is news, sign in to read it: {page}
You need your number and access code. This mail holds nothing of it.
To get no more mail: open the page, choose “Tell me of news”, then none.
"""
# Nobody answers, and no machine should.
SILENT = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def written(server: MailServer, address: str, page: str, *, now: datetime) -> EmailMessage:
    """Write the mail: it names no dossier, no procedure and nobody."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = server.sender, address, SUBJECT
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = make_msgid(domain=parseaddr(server.sender)[1].rpartition("@")[2])
    for name, value in SILENT.items():
        mail[name] = value
    mail.set_content(BODY.format(page=page))
    return mail


def send(server: MailServer, mail: EmailMessage) -> None:
    """Hand it over.

    Raises:
        smtplib.SMTPException, OSError: the server does not take it, or does not answer.

    """
    with _connected(server) as wire:
        if server.username:
            wire.login(server.username, server.password)
        wire.send_message(mail)


def _connected(server: MailServer) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    if server.security is Security.TLS:
        return smtplib.SMTP_SSL(
            server.host, server.port, OWN_NAME, timeout=PATIENCE_SECONDS, context=trusted
        )
    wire = smtplib.SMTP(server.host, server.port, OWN_NAME, PATIENCE_SECONDS)
    if server.security is Security.STARTTLS:
        wire.starttls(context=trusted)
    return wire
