"""How much faster a warm renderer is than WeasyPrint called plainly on the same receipt.

CPU time of this process, the ways taken in turn, medians.
Run: python -m benchmarks.receipt [rounds]
"""

import gc
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from statistics import median

from weasyprint import HTML

from pdf_templates.contexts import (
    Agency,
    DossierComponent,
    DueDate,
    IdentityPaper,
    Party,
    Receipt,
    Signatory,
)
from pdf_templates.renderer import Renderer

ROUNDS = 20
# What one writes without thinking of speed: no fixed tables, no widths, the machine's own serif.
ORDINARY_STYLE = """
@page { size: A4; margin: 20mm 18mm 20mm 30mm }
@page { @top-center { content: counter(page) } }
@page :first { @top-center { content: none } }
html { font: 13pt/1.2 "Times New Roman", serif }
body { margin: 0 }
.columns { display: flex }
.left { width: 45%; text-align: center }
.right { flex: 1; text-align: center }
.nation, .above, .agency { margin: 0; font-size: 12pt }
.nation, .agency, .motto, .sign-title, .sign-name { font-weight: bold; margin: 0 }
.motto-line { width: 54mm; margin: auto; border-top: 1px solid }
.agency-line { width: 24mm; margin: auto; border-top: 1px solid }
.under-head p, .line { margin: 0 0 1.1mm }
.place, .slanted, .sign-note { font-style: italic }
h1 { margin: 5mm 0 4mm; font-size: 14pt; text-align: center }
table { width: 100%; border-collapse: collapse; margin-bottom: 3mm; font-size: 12pt }
th, td { border: 1px solid; padding: 0.6mm 1.5mm }
.centre { text-align: center }
.qr { width: 24mm; height: 24mm }
.sign-space { height: 18mm }
.beside { text-align: left; font-size: 11pt }
"""


def example(number: int = 1) -> Receipt:
    """Return a receipt of one full page; each number has its own QR code to draw."""
    dossier = f"000.00.47.H56-261122-{number:04}"
    return Receipt(
        agency=Agency(
            name="Thanh tra tỉnh Thái Nguyên",
            code="000.00.47.H56",
            address="số 17 đường Đội Cấn, phường Phan Đình Phùng, tỉnh Thái Nguyên",
            phone="0208 3855 688",
            place="Thái Nguyên",
        ),
        unit_name="Bộ phận Tiếp nhận và Trả kết quả",
        dossier_number=dossier,
        applicant=Party(
            name="Nguyễn Thị Hương Giang",
            address="số 25, ngõ 8, đường Lương Ngọc Quyến, phường Phan Đình Phùng",
            phone="0912 345 678",
            email="huonggiang@example.vn",
            identity=IdentityPaper(kind="Số căn cước", number="019185012345"),
        ),
        subject="Khiếu nại Quyết định số 1234/QĐ-UBND ngày 01/10/2026 về việc thu hồi đất",
        components=tuple(
            DossierComponent(name=f"Tài liệu, chứng cứ số {n}", copies=1) for n in range(1, 4)
        ),
        received_at=datetime(2026, 11, 23, 1, 30, tzinfo=UTC),
        issued_at=datetime(2026, 11, 23, 1, 31, tzinfo=UTC),
        due=DueDate(
            at=datetime(2026, 12, 2, 10, 0, tzinfo=UTC),
            period="07 ngày làm việc kể từ ngày nhận được đơn",
            result="Thông báo về việc thụ lý hoặc không thụ lý giải quyết khiếu nại",
        ),
        look_up_url=f"https://motcua.example.vn/tra-cuu/{dossier}",
        receiver=Signatory(name="Lê Thị Bích Ngọc", title="Người tiếp nhận hồ sơ"),
    )


def rows(rounds: int = ROUNDS) -> list[tuple[str, float, str]]:
    """Return (what, milliseconds, what it compares to) for the table."""
    renderer, numbers = Renderer(), count(1)

    def plain(**options: str) -> object:
        page = renderer.markup(example(next(numbers)))
        styled = page.replace("</head>", f"<style>{ORDINARY_STYLE}</style></head>")
        return HTML(string=styled).write_pdf(**options)

    ways: dict[str, Callable[[], object]] = {
        "receipt, plain": plain,
        "receipt, plain, PDF/A-2a": lambda: plain(pdf_variant="pdf/a-2a"),
        "receipt, ours": lambda: renderer.render(example(next(numbers))),
    }
    cost = {name: median(times) for name, times in _timed(ways, rounds).items()}
    ours = cost["receipt, ours"]
    return [(name, ms, f"{ms / ours:.2f} × ours") for name, ms in cost.items()]


def _timed(ways: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()  # Warm.
    gc.collect()
    for _ in range(rounds):
        for name, way in ways.items():
            start = time.process_time()
            way()
            times[name].append(1000 * (time.process_time() - start))
    return times


if __name__ == "__main__":
    for what, milliseconds, ratio in rows(int(sys.argv[1]) if sys.argv[1:] else ROUNDS):
        print(f"{what:28} {milliseconds:8.1f} ms CPU   {ratio}")
