"""Registration, as it reads in the chat."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from storage import chats, people, registration
from storage.audit import Audit
from storage.chats import Chat
from storage.cohorts import Enrolment
from storage.people import COORDINATOR
from storage.registration import Consent
from tests.centre import Phone, TestCentre

CONSENT = "Chào đồng chí! Đây là trợ lý nhắn tin của Trung tâm Chính trị Sông Ngàn: …"
ASK_NAME = "Xin đồng chí gõ họ và tên đầy đủ, như trong danh sách lớp."
ASK_BIRTH = "Cảm ơn đồng chí {}. Xin gõ ngày sinh (ví dụ 5/3/1990), hoặc năm sinh (ví dụ 1990)."
WELCOME = (
    "Chào đồng chí Trần Thị Lan, lớp NTD-03-2026.\nTrợ lý sẽ nhắc trước mỗi buổi học. Đồng chí không phải làm gì thêm."
)
WAITS = (
    "Thông tin này cần cán bộ giáo vụ xác nhận. Trợ lý đã gửi yêu cầu và sẽ báo ngay khi có kết quả. "
    "Đồng chí không phải làm gì thêm."
)


async def agrees(phone: Phone, *, code: str = "") -> None:
    """Up to the question for the name."""
    await phone.says(f"/start {code}".strip())
    phone.hears(CONSENT, "Đồng ý", "Không đồng ý")
    await phone.picks("Đồng ý")
    phone.hears(ASK_NAME)


async def introduces(phone: Phone, name: str, birth: str) -> None:
    """Name and birth date, from the question for the name on."""
    await phone.says(name)
    phone.hears(ASK_BIRTH.format(name))
    await phone.says(birth)


async def test_a_learner_registers_with_name_and_birth_date(lan: Phone) -> None:
    await agrees(lan)
    await lan.says("tran thi lan")
    lan.hears(ASK_BIRTH.format("Tran Thi Lan"))
    await lan.says("5/3/1990")
    lan.hears("Có phải đồng chí là Trần Thị Lan?\nlớp NTD-03-2026, Chi bộ thôn Đông", "Đúng", "Không phải")
    await lan.picks("Đúng")
    welcome = lan.hears(WELCOME, "Xem lịch học", "Xem hướng dẫn")
    assert (await lan.person()).name == "Trần Thị Lan"
    assert "lich" in [name for name, _ in welcome.message.commands]
    assert "thongbao" not in [name for name, _ in welcome.message.commands]


async def test_decomposed_letters_capitals_and_a_year_are_enough(lan: Phone) -> None:
    await agrees(lan)
    await lan.says("  TRẦN   THỊ LAN ")  # decomposed, as some phones type
    lan.hears(ASK_BIRTH.format("Trần Thị Lan"))
    await lan.says("1990")
    lan.hears("Có phải đồng chí là Trần Thị Lan?\nlớp NTD-03-2026, Chi bộ thôn Đông", "Đúng", "Không phải")


@pytest.mark.parametrize("yes", ["vâng", "Vâng ạ.", "có", "ok"])
async def test_yes_may_be_typed(lan: Phone, yes: str) -> None:
    await lan.says("/start")
    lan.hears(CONSENT, "Đồng ý", "Không đồng ý")
    await lan.says(yes)
    lan.hears(ASK_NAME)
    await introduces(lan, "Trần Thị Lan", "1990")
    lan.hears("Có phải…", "Đúng", "Không phải")
    await lan.says(yes)
    lan.hears(WELCOME, "Xem lịch học", "Xem hướng dẫn")


async def test_no_may_be_typed_and_what_is_neither_leaves_the_question_open(lan: Phone) -> None:
    await lan.says("/start")
    lan.hears(CONSENT, "Đồng ý", "Không đồng ý")
    await lan.says("để tôi xem đã")
    lan.hears("Trợ lý chưa hiểu. Xin chọn một mục ở trên: bấm nút, hoặc gõ số từ 1 đến 2.")
    await lan.says("không ạ")
    lan.hears("Vâng. Trợ lý không lưu thông tin nào của đồng chí.…", "Đăng ký lại")


async def test_the_class_code_may_be_typed_alone(centre: TestCentre, lan: Phone) -> None:
    await lan.says("ntd-03-2026")
    lan.hears(CONSENT, "Đồng ý", "Không đồng ý")
    await lan.picks("Đồng ý")
    lan.hears(ASK_NAME)


async def test_refusing_keeps_nothing(centre: TestCentre, lan: Phone) -> None:
    await lan.says("/start")
    lan.hears(CONSENT, "Đồng ý", "Không đồng ý")
    await lan.picks("Không đồng ý")
    lan.hears(
        "Vâng. Trợ lý không lưu thông tin nào của đồng chí. Khi đổi ý, đồng chí bấm hoặc gõ: Đăng ký lại.",
        "Đăng ký lại",
    )
    await centre.later(days=2)
    assert await centre.run(lambda session: session.exec(select(Chat)).all()) == []
    assert await centre.run(lambda session: session.exec(select(Consent)).all()) == []


async def test_consent_is_kept_with_version_and_time(centre: TestCentre, lan: Phone) -> None:
    await agrees(lan)
    consents = await centre.run(lambda session: session.exec(select(Consent)).all())
    assert [(one.version, one.language, one.given_at) for one in consents] == [
        (registration.CONSENT_VERSION, "vi", centre.now)
    ]


async def test_unclear_names_and_dates_are_asked_again(lan: Phone) -> None:
    await agrees(lan)
    await lan.says("Lan")
    lan.hears("Xin gõ cả họ và tên, ví dụ: Nguyễn Thị Hoa.")
    await lan.says("Trần Thị Lan")
    lan.hears(ASK_BIRTH.format("Trần Thị Lan"))
    await lan.says("hôm qua")
    lan.hears("Trợ lý chưa hiểu ngày sinh này. Xin gõ như 5/3/1990, hoặc chỉ năm: 1990. Muốn sửa họ tên, gõ /start.")
    await lan.says("31/2/1990")
    lan.hears("Trợ lý chưa hiểu ngày sinh này. Xin gõ như 5/3/1990, hoặc chỉ năm: 1990. Muốn sửa họ tên, gõ /start.")


async def test_five_wrong_tries_an_hour(centre: TestCentre, stranger: Phone) -> None:
    await agrees(stranger)
    for year in range(1971, 1976):
        await introduces(stranger, "Không Có Ai", str(year))
        stranger.hears(
            f"Trợ lý chưa tìm thấy Không Có Ai, sinh {year}, trong danh sách các lớp. Xin xem lại họ tên và ngày sinh.",
            "Nhập lại",
            "Hỏi cán bộ giáo vụ",
        )
        await stranger.picks("Nhập lại")
        if year < 1975:
            stranger.hears(ASK_NAME)
    stranger.hears(
        "Đồng chí đã thử nhiều lần chưa đúng. Xin thử lại sau một giờ, hoặc liên hệ cán bộ giáo vụ.",
        "Hỏi cán bộ giáo vụ",
    )
    await centre.later(minutes=61)
    await stranger.says("/start")
    stranger.hears(ASK_NAME)
    await introduces(stranger, "Không Có Ai", "1977")
    stranger.hears("Trợ lý chưa tìm thấy Không Có Ai, …", "Nhập lại", "Hỏi cán bộ giáo vụ")


async def test_namesakes_are_told_apart_by_birth_date(centre: TestCentre) -> None:
    await centre.roster("NTD-03-2026", ("Nguyễn Thị Nga", "1997-05-04"), ("Nguyễn Thị Nga", "1982-05-04"))
    nga = centre.phone("Nga")
    await agrees(nga)
    await introduces(nga, "Nguyễn Thị Nga", "4/5/1982")
    nga.hears("Có phải đồng chí là Nguyễn Thị Nga?\nlớp NTD-03-2026", "Đúng", "Không phải")
    await nga.picks("Đúng")
    nga.hears("Chào đồng chí Nguyễn Thị Nga, …", "Xem lịch học", "Xem hướng dẫn")
    assert (await nga.person()).birth == "1982-05-04"


async def test_namesakes_of_one_year_choose_themselves(centre: TestCentre) -> None:
    await centre.roster(
        "NTD-03-2026",
        ("Nguyễn Thị Nga", "1982-05-04", "Chi bộ A"),
        ("Nguyễn Thị Nga", "1982-08-09", "Chi bộ B"),
    )
    nga = centre.phone("Nga")
    await agrees(nga)
    await introduces(nga, "Nguyễn Thị Nga", "1982")
    labels = [f"Nguyễn Thị Nga, lớp NTD-03-2026, Chi bộ {unit}" for unit in "AB"]
    nga.hears("Có nhiều người cùng họ tên. Đồng chí là ai?", *labels, "Không phải")
    await nga.picks(labels[1])
    nga.hears("Chào đồng chí Nguyễn Thị Nga, …", "Xem lịch học", "Xem hướng dẫn")
    assert (await nga.person()).birth == "1982-08-09"


async def test_a_linked_learner_is_not_taken_over(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    thief = centre.phone("Kẻ mạo danh")
    await agrees(thief)
    await introduces(thief, "Nguyễn Văn Minh", "1988")
    thief.hears(WAITS)
    hoa.hears(
        "Có người đăng ký là Nguyễn Văn Minh (lớp NTD-03-2026, Chi bộ thôn Tây), sinh 1988, "
        "nhưng học viên này đã nối với một cuộc trò chuyện khác.\n"
        "Có cho chuyển sang cuộc trò chuyện mới không?",
        "Đúng người, cho nối",
        "Không nối",
    )
    await hoa.says("khongnoi 1")
    hoa.hears("Đã từ chối yêu cầu nối với Nguyễn Văn Minh.")
    thief.hears(
        "Cán bộ giáo vụ chưa xác nhận được thông tin của đồng chí. "
        "Xin liên hệ trực tiếp với Trung tâm Chính trị Sông Ngàn."
    )
    assert (await minh.person()).name == "Nguyễn Văn Minh"


async def test_the_coordinator_lets_a_new_phone_take_over(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    new_phone = centre.phone("Minh, máy mới")
    await agrees(new_phone)
    await introduces(new_phone, "Nguyễn Văn Minh", "1988")
    new_phone.hears(WAITS)
    hoa.hears("Có người đăng ký là Nguyễn Văn Minh …", "Đúng người, cho nối", "Không nối")
    await hoa.says("noi 1")
    hoa.hears("Đã nối Nguyễn Văn Minh với trợ lý. Học viên được báo ngay.")
    new_phone.hears("Chào đồng chí Nguyễn Văn Minh, lớp NTD-03-2026.\n…", "Xem lịch học", "Xem hướng dẫn")
    await hoa.says("noi 1")
    hoa.hears("Yêu cầu này đã được xử lý.")
    await minh.says("/tiendo")
    minh.hears("Đồng chí cần đăng ký trước, chỉ mất một phút.", "Đăng ký")


async def test_a_roster_row_without_birth_date_is_not_given_away(centre: TestCentre, hoa: Phone) -> None:
    await centre.roster("NTD-03-2026", ("Phạm Văn Không", ""))
    phone = centre.phone("Không")
    await agrees(phone)
    await introduces(phone, "Phạm Văn Không", "7/7/1977")
    phone.hears(WAITS)
    hoa.hears(
        "Có người đăng ký là Phạm Văn Không (lớp NTD-03-2026), khai ngày sinh 07/07/1977. "
        "Danh sách không có ngày sinh để đối chiếu.\nCó đúng là học viên này không?",
        "Đúng người, cho nối",
        "Không nối",
    )
    await hoa.presses("/noi 1")
    hoa.hears("Đã nối Phạm Văn Không với trợ lý. Học viên được báo ngay.")
    phone.hears("Chào đồng chí Phạm Văn Không, lớp NTD-03-2026.\n…", "Xem lịch học", "Xem hướng dẫn")
    assert (await phone.person()).birth == "1977-07-07"


async def test_requests_to_coordinators_cost_a_try_too(centre: TestCentre, stranger: Phone, hoa: Phone) -> None:
    names = [f"Vũ Văn {letter}" for letter in ("An", "Bình", "Cường", "Dũng", "Giang", "Hải")]
    await centre.roster("NTD-03-2026", *[(name, "") for name in names])
    await agrees(stranger)
    await introduces(stranger, names[0], "1990")
    for name in names[1:5]:
        stranger.hears(WAITS)
        await stranger.says("/start")
        stranger.hears(ASK_NAME)
        await introduces(stranger, name, "1990")
    stranger.hears(WAITS)
    await stranger.says("/start")
    stranger.hears("Đồng chí đã thử nhiều lần chưa đúng. …", "Hỏi cán bộ giáo vụ")
    assert len(hoa.skips()) == 5


async def test_a_learner_in_two_cohorts_registers_once(centre: TestCentre, lan: Phone) -> None:
    await centre.roster("DVM-02-2026", ("Trần Thị Lan", "1990-03-05"))
    await agrees(lan)
    await introduces(lan, "Trần Thị Lan", "5/3/1990")
    lan.hears(
        "Có phải đồng chí là Trần Thị Lan?\nlớp DVM-02-2026; lớp NTD-03-2026, Chi bộ thôn Đông",
        "Đúng",
        "Không phải",
    )
    await lan.picks("Đúng")
    lan.hears("Chào đồng chí Trần Thị Lan, lớp DVM-02-2026, NTD-03-2026.\n…", "Xem lịch học", "Xem hướng dẫn")
    states = await centre.run(lambda session: session.exec(select(Enrolment.state)).all())
    assert list(states) == ["registered", "registered"]


async def test_an_invitation_makes_a_coordinator_once(centre: TestCentre, stranger: Phone, minh: Phone) -> None:
    code = await centre.run(lambda session: registration.invite(session, COORDINATOR, centre.now))
    await stranger.says(f"/start {code}")
    stranger.hears(CONSENT, "Đồng ý", "Không đồng ý")
    await stranger.picks("Đồng ý")
    stranger.hears("Mã mời hợp lệ. Xin đồng chí gõ họ và tên đầy đủ.")
    await stranger.says("Đỗ Thị Giáo Vụ")
    welcome = stranger.hears(
        "Chào đồng chí Đỗ Thị Giáo Vụ, cán bộ giáo vụ của Trung tâm Chính trị Sông Ngàn.\n"
        "Gửi tệp danh sách, lịch học, câu hỏi vào đây để nhập. "
        "Gõ /lop để xem các lớp, /kiemtra để soạn bài trắc nghiệm, "
        "/thongbao để gửi thông báo.",
        "Xem hướng dẫn",
    )
    assert "thongbao" in [name for name, _ in welcome.message.commands]
    await minh.says(f"/start {code}")
    minh.hears("Mã này không đúng hoặc đã hết hạn. Đồng chí có thể đăng ký bằng họ tên và ngày sinh.", "Đăng ký")
    log = await centre.run(lambda session: session.exec(select(Audit.action)).all())
    assert list(log) == ["became coordinator"]


async def test_an_invitation_makes_an_instructor(centre: TestCentre, stranger: Phone, minh: Phone) -> None:
    code = await centre.run(lambda session: registration.invite(session, "instructor", centre.now))
    await stranger.says(f"/start {code}")
    stranger.skips()
    await stranger.picks("Đồng ý")
    stranger.skips()
    await stranger.says("Phạm Văn Giảng")
    welcome = stranger.hears(
        "Chào đồng chí Phạm Văn Giảng, giảng viên của Trung tâm Chính trị Sông Ngàn.\n"
        "Gửi tệp câu hỏi vào đây, cán bộ giáo vụ sẽ duyệt. Gõ /kiemtra để soạn bài trắc nghiệm, /tructiep để hỏi tại "
        "lớp, /thuhoach để giao bài thu hoạch, /cham để chấm bài.",
        "Xem hướng dẫn",
    )
    commands = [name for name, _ in welcome.message.commands]
    assert ("kiemtra" in commands, "duyet" in commands) == (True, False)
    await stranger.picks("Xem hướng dẫn")
    stranger.hears(
        "Đồng chí có thể bấm hoặc gõ:\n\n…\n\nGửi tệp câu hỏi (Word, Excel và các loại khác) vào đây, cán bộ giáo vụ "
        "sẽ duyệt."
    )
    await stranger.says("duyệt")
    stranger.hears("Việc này do cán bộ giáo vụ làm. Gõ /trogiup để xem những việc đồng chí làm được.", "Xem hướng dẫn")
    await minh.says("duyệt")  # a learner need not know that there is such a command
    assert "cán bộ giáo vụ làm" not in minh.skips()[0].message.text


async def test_an_invitation_expires(centre: TestCentre, stranger: Phone) -> None:
    code = await centre.run(lambda session: registration.invite(session, COORDINATOR, centre.now))
    await centre.later(days=8)
    await stranger.says(f"/start {code}")
    stranger.hears("Mã này không đúng hoặc đã hết hạn. Đồng chí có thể đăng ký bằng họ tên và ngày sinh.", "Đăng ký")


async def test_a_stranger_gets_nothing(centre: TestCentre, stranger: Phone, minh: Phone, hoa: Phone) -> None:
    unknown = "Đồng chí cần đăng ký trước, chỉ mất một phút."
    for said in ("/lich", "/tiendo", "/thongbao", "/lop", "/nguoihoc Minh", "/noi 1", "chào"):
        await stranger.says(said)
        stranger.hears(unknown, "Đăng ký")
    await stranger.presses("/dungtoi 1")
    stranger.hears("Nút này đã cũ nên không dùng được nữa. Xin xem hướng dẫn để chọn lại.", "Xem hướng dẫn")

    def of_nobody(session: Session) -> int | None:
        chat, _ = chats.open_chat(session, centre.wire.account_id, stranger.chat, language="vi", now=centre.now)
        return chat.person_id

    assert await centre.run(of_nobody) is None


async def test_a_withdrawn_learner_cannot_register(centre: TestCentre, lan: Phone) -> None:
    def withdraw(session: Session) -> None:
        person = people.with_name(session, "Trần Thị Lan")[0]
        for enrolment in session.exec(select(Enrolment).where(Enrolment.person_id == person.id)):
            enrolment.state = "withdrawn"

    await centre.run(withdraw)
    await agrees(lan)
    await introduces(lan, "Trần Thị Lan", "5/3/1990")
    lan.hears("Trợ lý chưa tìm thấy Trần Thị Lan, sinh 05/03/1990, …", "Nhập lại", "Hỏi cán bộ giáo vụ")


async def test_words_beside_the_choices_lose_nothing(lan: Phone) -> None:
    await lan.says("/start")
    lan.skips()
    await lan.says("alo")
    lan.hears("Trợ lý chưa hiểu. Xin chọn một mục ở trên: bấm nút, hoặc gõ số từ 1 đến 2.")
    await lan.says("Vâng ạ")
    lan.hears(ASK_NAME)
    await lan.says("trần thị lan")
    lan.hears("Cảm ơn đồng chí Trần Thị Lan. …")
    await lan.says("1990")
    lan.skips()
    await lan.says("không biết")
    lan.hears("Trợ lý chưa hiểu. Xin chọn …")
    await lan.says("phải")
    lan.hears("Chào đồng chí Trần Thị Lan, …", "Xem lịch học", "Xem hướng dẫn")


async def test_no_may_be_typed(lan: Phone) -> None:
    await lan.says("/start")
    lan.skips()
    await lan.says("không")
    lan.hears("Vâng. Trợ lý không lưu thông tin nào của đồng chí. …", "Đăng ký lại")
    await lan.says("có")
    lan.hears("Đồng chí cần đăng ký trước, chỉ mất một phút.", "Đăng ký")
