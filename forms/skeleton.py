"""The text from which a new procedure file is begun: whole, valid, and meant to be changed."""

from datetime import date
from string import Template

SKELETON = Template("""\
# Tên thủ tục
code: $code
national_code: false        # true when the code is the national one
version: 1
effective_from: $today
effective_to: null
title: {vi: Tên thủ tục, en: Name of the procedure}
summary: {vi: Một câu nói thủ tục này để làm gì., en: One sentence on what it is for.}
level:
  kind: partial             # full, or partial with its published reason
  confidence: "?"           # S: found in a source; K: general knowledge; "?": not settled
  reason: {vi: Vì sao chưa làm trực tuyến được toàn bộ., en: Why not all of it is online.}
agency_levels: [commune]    # commune, province, ministry
who_may_file: {vi: Mọi người., en: Anyone.}
fee: {vi: Không thu phí., en: Free of charge.}
papers: []
result: {vi: Văn bản trả lời., en: A written answer.}
steps:
  - {vi: Bạn nộp hồ sơ và nhận ngay mã hồ sơ., en: You file and get a number at once.}
legal_basis:
  - {text: Ghi tên văn bản và điều luật, confidence: "?"}
deadlines:
  - key: answer
    label: {vi: Trả lời, en: Answer}
    amount: 10
    unit: working_days      # or calendar_days
    start: received
    citation: Ghi điều luật
    confidence: "?"
workflow: petition_intake
documents:
  - name: submission_acknowledgement
    on: submitted
    title: {vi: Xác nhận nộp hồ sơ trực tuyến, en: Acknowledgement of online filing}
code_lists:
  refusal: [petition_filing]
retention: {years: null, note: Not settled.}
shown_as: {applicant: sender.full_name, subject: subject}
sections:
  - part: sender.sender
  - key: matter
    title: {vi: Nội dung, en: The matter}
    fields:
      - key: subject
        kind: text
        label: {vi: Về việc, en: About}
        min_length: 10
        example: Đề nghị sửa đường thôn
  - part: sender.evidence
  - part: sender.declaration
""")


def text(code: str, today: date) -> str:
    """Write the skeleton for a code; its own number until a national one is known."""
    return SKELETON.substitute(code=code, today=today.isoformat())
