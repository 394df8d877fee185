"""Papers as an agency would issue them."""

import io
from datetime import UTC, date, datetime

import pytest
from PIL import Image, ImageDraw

from pdf_templates.contexts import (
    Agency,
    Appointment,
    ComplaintPetition,
    DossierComponent,
    DueDate,
    FeedbackPetition,
    FileEntry,
    IdentityPaper,
    NextStep,
    Paper,
    Party,
    Petition,
    PrintedRow,
    PrintedSection,
    PrintedTable,
    Receipt,
    Refusal,
    Signatory,
    Signature,
    SubmissionAcknowledgement,
    SupplementItem,
    SupplementRequest,
)
from pdf_templates.renderer import Renderer

NUMBER = "000.00.47.H56-261122-0001"
LOOK_UP = "https://motcua.example.vn/tra-cuu/000.00.47.H56-261122-0001"
SENT = datetime(2026, 11, 22, 7, 5, tzinfo=UTC)
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

INSPECTORATE = Agency(
    name="Thanh tra tỉnh Thái Nguyên",
    code="000.00.47.H56",
    address="số 17 đường Đội Cấn, phường Phan Đình Phùng, tỉnh Thái Nguyên",
    phone="0208 3855 688",
    place="Thái Nguyên",
    parent_name="Ủy ban nhân dân tỉnh Thái Nguyên",
)
GIANG = Party(
    name="Nguyễn Thị Hương Giang",
    address="số 25, ngõ 8, đường Lương Ngọc Quyến, phường Phan Đình Phùng, tỉnh Thái Nguyên",
    phone="0912 345 678",
    email="huonggiang@example.vn",
    identity=IdentityPaper(
        kind="Số căn cước",
        number="019185012345",
        issued_on=date(2022, 1, 5),
        issued_by="Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    ),
)
WARD = Party(
    name="Ủy ban nhân dân phường Phan Đình Phùng",
    address="số 10 đường Nguyễn Du, phường Phan Đình Phùng, tỉnh Thái Nguyên",
)
FILES = (
    FileEntry(
        name="quyet-dinh-1234-QD-UBND.pdf",
        kind="Quyết định hành chính bị khiếu nại",
        size=1_572_864,
        sha256=HASH,
    ),
    FileEntry(
        name="Giấy chứng nhận quyền sử dụng đất.jpg",
        kind="Giấy chứng nhận quyền sử dụng đất",
        size=734_003,
        sha256=HASH[::-1],
    ),
    FileEntry(
        name="bien-ban-lam-viec.docx",
        kind="Biên bản làm việc",
        size=88_064,
        sha256=HASH,
    ),
)
CONTENT = (
    "Gia đình tôi sử dụng ổn định thửa đất số 45, tờ bản đồ số 12, diện tích 120 m² từ năm 1993, "
    "đã được cấp Giấy chứng nhận quyền sử dụng đất số AB 123456 ngày 15/3/2005. Ngày 01/10/2026, "
    "Ủy ban nhân dân phường ban hành Quyết định số 1234/QĐ-UBND thu hồi 35 m² đất ở của gia đình "
    "tôi để mở rộng đường nhưng không bồi thường.\n"
    "Tôi đã có văn bản kiến nghị ngày 05/10/2026 nhưng không được trả lời."
)


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    return Renderer()


@pytest.fixture(scope="session")
def drawn_signature() -> bytes:
    picture = Image.new("RGBA", (600, 240), (0, 0, 0, 0))
    curve = [
        (20, 160),
        (90, 40),
        (130, 200),
        (210, 60),
        (250, 190),
        (360, 80),
        (420, 170),
        (580, 60),
    ]
    ImageDraw.Draw(picture).line(curve, fill=(20, 40, 160, 255), width=7, joint="curve")
    stored = io.BytesIO()
    picture.save(stored, format="PNG")
    return stored.getvalue()


@pytest.fixture(scope="session")
def acknowledgement() -> SubmissionAcknowledgement:
    return SubmissionAcknowledgement(
        agency=INSPECTORATE,
        dossier_number=NUMBER,
        submitted_at=SENT,
        procedure_title="Giải quyết khiếu nại lần đầu tại cấp tỉnh",
        procedure_code="2.002407",
        applicant=GIANG,
        files=FILES,
        file_count_sent=3,
        content_sha256=HASH,
        next_steps=(
            NextStep(what="Cán bộ kiểm tra hồ sơ và gửi Giấy tiếp nhận", by=date(2026, 11, 25)),
            NextStep(
                what="Cơ quan thông báo việc thụ lý hoặc không thụ lý khiếu nại",
                by=date(2026, 12, 1),
                citation="Điều 27 Luật Khiếu nại",
            ),
        ),
        look_up_url=LOOK_UP,
    )


@pytest.fixture(scope="session")
def complaint(drawn_signature: bytes) -> ComplaintPetition:
    return ComplaintPetition(
        dossier_number=NUMBER,
        content_sha256=HASH,
        submitted_at=SENT,
        place="Thái Nguyên",
        written_on=date(2026, 11, 22),
        addressee="Chủ tịch Ủy ban nhân dân phường Phan Đình Phùng",
        complaint_round="lần đầu",
        complainants=(GIANG,),
        representative=Party(name="Trần Văn Khoa", address="số 3 đường Hoàng Văn Thụ, Thái Nguyên"),
        representation="Người được ủy quyền (văn bản công chứng số 99/2026)",
        respondent=WARD,
        respondent_kind="Cơ quan",
        subject="Quyết định số 1234/QĐ-UBND ngày 01/10/2026 về việc thu hồi đất.",
        content=CONTENT,
        reasons="Quyết định thu hồi không nêu căn cứ và không có phương án bồi thường.",
        request="Hủy Quyết định số 1234/QĐ-UBND và bồi thường theo quy định.",
        sections=(
            PrintedSection(
                title="Thông tin khác",
                rows=(
                    PrintedRow(label="Ngày nhận được quyết định", value_lines=("03/10/2026",)),
                    PrintedRow(label="Đã khởi kiện tại Tòa án", value_lines=("Không",)),
                ),
            ),
        ),
        files=FILES,
        other_documents=("Bản vẽ thửa đất năm 1993 (nộp trực tiếp khi được yêu cầu)",),
        declaration=(
            "Tôi cam đoan nội dung trình bày trên là đúng sự thật và chịu trách nhiệm "
            "trước pháp luật về nội dung khiếu nại của mình."
        ),
        signature=Signature(name=GIANG.name, image_png=drawn_signature, signed_at=SENT),
    )


@pytest.fixture(scope="session")
def feedback(drawn_signature: bytes) -> FeedbackPetition:
    return FeedbackPetition(
        dossier_number=NUMBER,
        content_sha256=HASH,
        submitted_at=SENT,
        place="Thái Nguyên",
        written_on=date(2026, 1, 5),
        addressee=INSPECTORATE.name,
        petitioner=GIANG,
        kind="Phản ánh",
        field="Đất đai",
        event_place="Tổ 12, phường Phan Đình Phùng, tỉnh Thái Nguyên",
        event_time="Từ tháng 9 năm 2026 đến nay",
        publicity="Không công khai họ tên",
        content=CONTENT,
        proposal="Đề nghị cơ quan kiểm tra thực địa và trả lời bằng văn bản.",
        files=FILES[:1],
        declaration="Tôi cam đoan nội dung trên là đúng sự thật.",
        signature=Signature(name=GIANG.name, image_png=drawn_signature),
    )


@pytest.fixture(scope="session")
def petition(drawn_signature: bytes) -> Petition:
    return Petition(
        heading="ĐƠN TỐ CÁO",
        dossier_number=NUMBER,
        content_sha256=HASH,
        submitted_at=SENT,
        place="Thái Nguyên",
        written_on=date(2026, 11, 22),
        addressee=INSPECTORATE.name,
        sections=(
            PrintedSection(
                title="Người tố cáo",
                rows=(PrintedRow(label="Cách liên hệ", value_lines=("Gọi điện thoại",)),),
                party=GIANG,
            ),
            PrintedSection(
                title="Người bị tố cáo",
                rows=(
                    PrintedTable(
                        label="Những người bị tố cáo",
                        columns=("Họ tên", "Chức vụ", "Nơi công tác"),
                        lines=(
                            ("Lê Văn Hải", "Phó Trưởng phòng", WARD.name),
                            ("Trần Bình", "", WARD.name),
                        ),
                    ),
                    PrintedRow(label="Nội dung", value_lines=tuple(CONTENT.splitlines())),
                    PrintedRow(label="", value_lines=("Tôi tự nguyện gửi đơn này.",)),
                ),
            ),
        ),
        look_up_url=LOOK_UP,
        files=FILES,
        closing="Tôi đề nghị Thanh tra tỉnh Thái Nguyên xem xét.",
        declaration="Tôi cam đoan nội dung trên là đúng sự thật.",
        signer="Người tố cáo",
        signature=Signature(name=GIANG.name, image_png=drawn_signature, signed_at=SENT),
    )


@pytest.fixture(scope="session")
def appointment() -> Appointment:
    return Appointment(
        agency=INSPECTORATE,
        unit_name="Ban Tiếp công dân",
        dossier_number=NUMBER,
        document_number="07/HDHS",
        applicant=Party(name=f"Người được giữ bí mật NTC-{NUMBER}"),
        subject="Thu hồi đất ở không đúng diện tích",
        on=date(2026, 12, 15),
        time="08:30",
        place="Phòng 101, số 17 đường Đội Cấn",
        note="Người tiếp: Chánh Thanh tra.",
        issued_at=datetime(2026, 11, 24, 2, 0, tzinfo=UTC),
        look_up_url=LOOK_UP,
        officer=Signatory(name="Lê Thị Bích Ngọc", title="Người tiếp nhận hồ sơ"),
    )


@pytest.fixture(scope="session")
def receipt() -> Receipt:
    return Receipt(
        agency=INSPECTORATE,
        unit_name="Bộ phận Tiếp nhận và Trả kết quả",
        dossier_number=NUMBER,
        document_number="05/TNHS",
        applicant=GIANG,
        owner=Party(name="Nguyễn Văn Thành"),
        subject="Khiếu nại Quyết định số 1234/QĐ-UBND ngày 01/10/2026 về việc thu hồi đất",
        components=(
            DossierComponent(name="Đơn khiếu nại", originals=1),
            DossierComponent(name="Quyết định hành chính bị khiếu nại", copies=1),
            DossierComponent(name="Giấy chứng nhận quyền sử dụng đất", certified_copies=1),
        ),
        received_at=datetime(2026, 11, 23, 1, 30, tzinfo=UTC),
        issued_at=datetime(2026, 11, 23, 1, 31, tzinfo=UTC),
        due=DueDate(
            at=datetime(2026, 12, 2, 10, 0, tzinfo=UTC),
            period="07 ngày làm việc kể từ ngày nhận được đơn",
            result="Thông báo về việc thụ lý hoặc không thụ lý giải quyết khiếu nại",
            citation="Điều 27 Luật Khiếu nại",
            explanation=(
                "Ngày thứ nhất là 24/11/2026; không tính ngày 28, 29/11/2026 (nghỉ tuần).",
            ),
        ),
        result_place="Cổng dịch vụ công (bản điện tử)",
        look_up_url=LOOK_UP,
        receiver=Signatory(name="Lê Thị Bích Ngọc", title="Người tiếp nhận hồ sơ"),
    )


@pytest.fixture(scope="session")
def supplement_request() -> SupplementRequest:
    return SupplementRequest(
        agency=INSPECTORATE,
        unit_name="Bộ phận Tiếp nhận và Trả kết quả",
        dossier_number=NUMBER,
        document_number="05/HDHS",
        applicant=GIANG,
        subject="Khiếu nại Quyết định số 1234/QĐ-UBND ngày 01/10/2026 về việc thu hồi đất",
        items=(
            SupplementItem(name="Quyết định bị khiếu nại", detail="bản chụp đủ các trang"),
            SupplementItem(name="Giấy ủy quyền khiếu nại"),
        ),
        reason="Bản chụp quyết định thiếu trang 2; hồ sơ chưa có giấy ủy quyền.",
        issued_at=datetime(2026, 11, 24, 2, 0, tzinfo=UTC),
        answer_by=date(2026, 12, 4),
        look_up_url=LOOK_UP,
        officer=Signatory(name="Lê Thị Bích Ngọc", title="Người hướng dẫn"),
        recipients=("Như trên", "Lưu: VT, hồ sơ"),
    )


@pytest.fixture(scope="session")
def refusal() -> Refusal:
    return Refusal(
        agency=INSPECTORATE,
        unit_name="Bộ phận Tiếp nhận và Trả kết quả",
        dossier_number=NUMBER,
        document_number="06/TCHS",
        applicant=GIANG,
        subject="Khiếu nại Quyết định số 1234/QĐ-UBND ngày 01/10/2026 về việc thu hồi đất",
        submitted_at=SENT,
        reason="Vụ việc đã được Tòa án nhân dân thụ lý.",
        citation="khoản 9 Điều 11 Luật Khiếu nại",
        guidance="Ông/Bà theo dõi việc giải quyết tại Tòa án nhân dân khu vực.",
        issued_at=datetime(2026, 11, 24, 2, 0, tzinfo=UTC),
        look_up_url=LOOK_UP,
        officer=Signatory(name="Lê Thị Bích Ngọc", title="Người tiếp nhận hồ sơ"),
    )


PAPERS = (
    "acknowledgement",
    "complaint",
    "feedback",
    "petition",
    "appointment",
    "receipt",
    "supplement_request",
    "refusal",
)


@pytest.fixture(params=PAPERS)
def paper(request: pytest.FixtureRequest) -> Paper:
    """Each paper in turn."""
    asked: Paper = request.getfixturevalue(request.param)
    return asked
