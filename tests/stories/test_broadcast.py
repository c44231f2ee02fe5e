"""Broadcasts, as they read in the chats: choosing whom, writing, previewing, sending, acknowledging."""

from __future__ import annotations

from sqlmodel import Session, col, select

from storage import chats, people, quizzes
from storage.audit import Audit
from storage.broadcasts import Broadcast
from storage.vietnamese import fold
from tests.centre import Phone, TestCentre

WHO = "Gửi thông báo cho ai?"
KINDS = ("Một lớp", "Một đơn vị", "Tất cả học viên")
WRITE = (
    "Gửi cho {to}. Xin gõ nội dung thông báo.\n\n"
    "Có thể viết {{ten}} để ghi họ tên, {{lop}} để ghi mã lớp của từng người."
)
TO_COHORT = "lớp NTD-03-2026"
HOLD = "Khi không chắc đã tới: để cán bộ quyết định"
PREVIEW = ("Gửi ngay", "Hẹn giờ", "Thêm nút “Đã nhận”", HOLD, "Sửa nội dung", "Bỏ")
PREVIEW_SOME = (*PREVIEW[:-1], "Ai không nhận được?", "Bỏ")
REPORT = "Thông báo gửi lúc 08:00, Thứ Hai, 23/11/2026, cho lớp NTD-03-2026:\n“Mai nghỉ học”\n\n"
WHO_MISSED = "Ai chưa nhận được?"
SOMEONE_MISSED = ("Gửi lại cho người chưa nhận được", WHO_MISSED)


def _started(people: int, *, again: bool = False) -> str:
    verb = "gửi lại" if again else "gửi"
    return f"Bắt đầu {verb} cho {people} người, khoảng 1 giây. Gửi xong trợ lý sẽ báo kết quả."


async def _write(phone: Phone, text: str = "Mai nghỉ học") -> None:
    """From /thongbao to the preview for the one cohort."""
    await phone.says("/thongbao")
    phone.skips()
    await phone.picks("Một lớp")
    await phone.picks(phone.skips()[-1].message.choices[0].label)
    phone.skips()
    await phone.says(text)


async def _sends(phone: Phone, text: str = "Mai nghỉ học", *, acknowledge: bool = False) -> None:
    await _write(phone, text)
    phone.skips()
    if acknowledge:
        await phone.picks("Thêm nút “Đã nhận”")
        phone.skips()
    await phone.picks("Gửi ngay")


def _hears_over(phone: Phone, sent: int, total: int) -> None:
    """Where messages can be changed, the one with "Dừng" becomes this."""
    if phone.centre.capabilities.edits:
        phone.hears(f"Đã xong: {sent}/{total} người.")


async def _audit(centre: TestCentre) -> list[str]:
    return await centre.run(lambda session: list(session.exec(select(Audit.action).order_by(col(Audit.id)))))


async def test_a_coordinator_writes_to_a_cohort(centre: TestCentre, lan: Phone, minh: Phone, hoa: Phone) -> None:
    await hoa.says("/thongbao")
    hoa.hears(WHO, *KINDS)
    await hoa.picks("Một lớp")
    hoa.hears("Lớp nào?", "NTD-03-2026 (2 người)")
    await hoa.picks("NTD-03-2026 (2 người)")
    hoa.hears(WRITE.format(to=TO_COHORT), "Bỏ")
    await hoa.says("  Chào {ten} lớp {LỚP}, mai nghỉ học.  ")
    hoa.hears(
        "Xem trước, như Nguyễn Văn Minh sẽ nhận:\n\n"
        "Chào Nguyễn Văn Minh lớp NTD-03-2026, mai nghỉ học.\n\n———\n"
        "Gửi cho lớp NTD-03-2026: 1 người, khoảng 1 giây.\n"
        "Không gửi được: 1 người chưa đăng ký.",
        *PREVIEW_SOME,
    )
    minh.hears_nothing()
    await hoa.picks("Gửi ngay")
    hoa.hears(_started(1), "Dừng")
    minh.hears("Chào Nguyễn Văn Minh lớp NTD-03-2026, mai nghỉ học.")
    await centre.later(seconds=2)
    _hears_over(hoa, 1, 1)
    hoa.hears(
        "Thông báo gửi lúc 08:00, Thứ Hai, 23/11/2026, cho lớp NTD-03-2026:\n"
        "“Chào {ten} lớp {LỚP}, mai nghỉ học.”\n\n"
        "Đã gửi: 1/2 người.\nChưa nhận được: 1 người chưa đăng ký.",
        WHO_MISSED,
    )
    await centre.later(hours=1)
    hoa.hears_nothing()
    lan.hears_nothing()
    minh.hears_nothing()
    assert await _audit(centre) == ["sent a broadcast"]


async def test_names_of_those_who_cannot_be_reached(centre: TestCentre, lan: Phone, minh: Phone, hoa: Phone) -> None:
    await _write(hoa)
    hoa.skips()
    await hoa.picks("Ai không nhận được?")
    hoa.hears("Chưa nhận được (1 người):\nChưa đăng ký:\n- Trần Thị Lan (Chi bộ thôn Đông)", "Quay lại")
    await hoa.picks("Quay lại")
    hoa.hears("Xem trước, như Nguyễn Văn Minh sẽ nhận:\n\nMai nghỉ học\n…", *PREVIEW_SOME)
    assert await _audit(centre) == ["read names"]


async def test_placeholders_and_lengths_are_checked(minh: Phone, hoa: Phone) -> None:
    await _write(hoa, "Chào {tên} và {abc}")
    hoa.hears("Trợ lý không hiểu {abc}. …")
    await hoa.says("Chào {họ tên}")
    hoa.hears("Trợ lý không hiểu {họ tên}. Chỉ dùng được {ten} (họ tên) và {lop} (mã lớp).\nXin gõ lại nội dung.")
    await hoa.says("x" * 3501)
    hoa.hears("Thông báo dài 3.501 ký tự, nhiều nhất là 3.500. Xin rút gọn rồi gõ lại.")
    await hoa.says("x" * 3500)
    hoa.hears("Xem trước, như Nguyễn Văn Minh sẽ nhận:\n\nxxx…", *PREVIEW)


async def test_the_text_can_be_changed_or_thrown_away(minh: Phone, hoa: Phone) -> None:
    await _write(hoa)
    hoa.skips()
    await hoa.picks("Sửa nội dung")
    hoa.hears("Gửi cho lớp NTD-03-2026. Nội dung đang có:\n\nMai nghỉ học\n\nXin gõ lại toàn bộ nội dung mới.", "Bỏ")
    await hoa.says("Mai học bù")
    hoa.hears("Xem trước, như Nguyễn Văn Minh sẽ nhận:\n\nMai học bù\n…", *PREVIEW)
    await hoa.picks("Bỏ")
    hoa.hears("Đã bỏ, không gửi gì.")
    await hoa.says("/ketqua")
    hoa.hears("Chưa có thông báo nào.", "Gửi thông báo")
    minh.hears_nothing()


async def test_giving_up_while_writing(minh: Phone, hoa: Phone) -> None:
    await hoa.says("/thongbao")
    hoa.skips()
    await hoa.picks("Tất cả học viên")
    hoa.hears(WRITE.format(to="tất cả học viên"), "Bỏ")
    await hoa.says("hủy")
    hoa.hears("Đã bỏ qua. Gõ /trogiup khi cần.")
    await hoa.says("Mai nghỉ học")
    hoa.hears("Trợ lý chưa hiểu ý đồng chí. …", "Xem hướng dẫn")
    minh.hears_nothing()


async def test_a_unit_is_found_by_part_of_its_name(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    rows = [(f"Người Thứ {number}", "1990", f"Chi bộ số {number}") for number in range(10, 20)]
    await centre.roster("NTD-03-2026", *rows)
    await hoa.says("thông báo")
    hoa.skips()
    await hoa.picks("Một đơn vị")
    first = [f"Chi bộ số {number} (1 người)" for number in range(10, 18)]
    hoa.hears("Đơn vị nào? Có thể gõ một phần tên để tìm.", *first, "Xem tiếp")
    await hoa.picks("Xem tiếp")
    rest = ["Chi bộ số 18 (1 người)", "Chi bộ số 19 (1 người)", "Chi bộ thôn Tây (1 người)"]
    hoa.hears("Đơn vị nào? Có thể gõ một phần tên để tìm.", *rest)
    await hoa.says("thon tay")
    hoa.hears(WRITE.format(to="Chi bộ thôn Tây"), "Bỏ")
    await hoa.says("Họp chi bộ")
    hoa.hears("Xem trước, như Nguyễn Văn Minh sẽ nhận:\n\nHọp chi bộ\n…", *PREVIEW)


async def test_those_who_have_not_done_a_quiz(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    chi = await centre.registered("Vũ Thị Chi", "1991")
    done_by = (await chi.person()).id or 0

    def open_quiz(session: Session) -> None:
        cohort_id = session.exec(select(quizzes.Quiz.id)).first() or 1
        quiz = quizzes.Quiz(
            cohort_id=cohort_id, title="Nội quy", folded=fold("Nội quy"), state=quizzes.OPEN,
            opened_at=centre.now, created_at=centre.now,
        )  # fmt: skip
        session.add(quiz)
        session.flush()
        attempt = quizzes.Attempt(
            quiz_id=quiz.id or 0, person_id=done_by, number=1, state=quizzes.FINISHED, questions=1,
            started_at=centre.now, finished_at=centre.now,
        )  # fmt: skip
        session.add(attempt)

    await centre.run(open_quiz)
    await hoa.says("/thongbao")
    hoa.hears(WHO, *KINDS, "Người chưa làm bài trắc nghiệm")
    await hoa.picks("Người chưa làm bài trắc nghiệm")
    hoa.hears("Bài nào?", "Nội quy, lớp NTD-03-2026 (1 người chưa làm)")
    await hoa.picks("Nội quy, lớp NTD-03-2026 (1 người chưa làm)")
    hoa.hears(WRITE.format(to="người chưa làm bài “Nội quy”, lớp NTD-03-2026"), "Bỏ")
    await hoa.says("Nhớ làm bài")
    hoa.skips()
    await hoa.picks("Gửi ngay")
    minh.hears("Nhớ làm bài")
    chi.hears_nothing()


async def test_without_learners_there_is_nobody_to_write_to(hoa: Phone) -> None:
    await hoa.says("/thongbao")
    hoa.hears("Chưa có học viên nào trong các lớp. Xin gửi tệp danh sách lớp (Excel) vào đây trước.")


async def test_who_blocked_stopped_or_asked_to_be_forgotten_is_counted(
    centre: TestCentre, minh: Phone, hoa: Phone
) -> None:
    blocked, stopped, leaving = [
        await centre.registered(name, "1990") for name in ("Vũ Văn An", "Vũ Văn Bình", "Vũ Văn Cường")
    ]
    await blocked.blocks()

    def wish(session: Session) -> None:
        people.with_name(session, stopped.name)[0].stopped = True
        people.with_name(session, leaving.name)[0].erase_at = centre.now

    await centre.run(wish)
    await _write(hoa)
    hoa.hears(
        "Xem trước, như Nguyễn Văn Minh sẽ nhận:\n\nMai nghỉ học\n\n———\n"
        "Gửi cho lớp NTD-03-2026: 1 người, khoảng 1 giây.\n"
        "Không gửi được: 1 người đã chặn trợ lý, 1 người đã ngừng nhận tin, 1 người đã yêu cầu xóa thông tin.",
        *PREVIEW_SOME,
    )
    await hoa.picks("Gửi ngay")
    minh.hears("Mai nghỉ học")
    for phone in (blocked, stopped, leaving):
        phone.hears_nothing()


async def test_nobody_to_send_to_offers_only_later(lan: Phone, hoa: Phone) -> None:
    await _write(hoa)
    hoa.hears(
        "Xem trước, như Trần Thị Lan sẽ nhận:\n\nMai nghỉ học\n\n———\n"
        "Gửi cho lớp NTD-03-2026: hiện chưa gửi được cho ai.\nKhông gửi được: 1 người chưa đăng ký.",
        *PREVIEW_SOME[1:],
    )


async def test_pressing_send_twice_sends_once(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await _sends(hoa)
    hoa.skips()
    minh.hears("Mai nghỉ học")
    await hoa.presses("/tbgui 1")
    hoa.hears("Bản nháp này không còn: đã gửi, đã hẹn giờ hoặc đã bỏ.", "Xem các thông báo")
    minh.hears_nothing()


async def test_learners_and_strangers_get_nothing_of_it(centre: TestCentre, minh: Phone, stranger: Phone) -> None:
    for said in ("/thongbao", "/ketqua", "/dunggui 1", "/guilai 1", "/chuatoi 1", "/chuaxacnhan 1", "/huyhen 1"):
        await minh.says(said)
        for heard in minh.skips():
            assert heard.message.text.startswith("Trợ lý chưa hiểu")
        await stranger.says(said)
        stranger.hears("…", "Đăng ký")
    await minh.presses("/tbcho everyone 0")
    minh.hears("Nút này đã cũ nên không dùng được nữa. …", "Xem hướng dẫn")
    assert await centre.run(lambda session: session.exec(select(Broadcast)).all()) == []


async def test_a_person_in_two_cohorts_gets_one_message(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await centre.roster("NTD-04-2026", ("Nguyễn Văn Minh", "1988"))
    await hoa.says("/thongbao")
    hoa.skips()
    await hoa.picks("Tất cả học viên")
    hoa.skips()
    await hoa.says("Chào lớp {lop}")
    hoa.skips()
    await hoa.picks("Gửi ngay")
    minh.hears("Chào lớp NTD-03-2026, NTD-04-2026")
    minh.hears_nothing()


async def test_in_english(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    def english(session: Session) -> None:
        for phone in (minh, hoa):
            chat, _ = chats.open_chat(session, centre.wire.account_id, phone.chat, language="vi", now=centre.now)
            chat.language = "en"

    await centre.run(english)
    await hoa.says("/broadcast")
    hoa.hears("Who is the message for?", "One class", "One unit", "All learners")
    await hoa.picks("One class")
    hoa.hears("Which class?", "NTD-03-2026 (1)")
    await hoa.picks("NTD-03-2026 (1)")
    hoa.skips()
    await hoa.says("Mai nghỉ học")
    hoa.hears(
        "Preview, as Nguyễn Văn Minh will get it:\n\nMai nghỉ học\n\n———\n"
        "To class NTD-03-2026: 1 person, about 1 second.",
        "Send now", "Schedule", "Add a “Received” button", "If not sure it arrived: I decide", "Edit the text",
        "Discard",
    )  # fmt: skip
    await hoa.picks("Add a “Received” button")
    hoa.skips()
    await hoa.picks("Send now")
    hoa.hears("Sending to 1 person, about 1 second. You will get a report at the end.", "Stop")
    minh.hears("Mai nghỉ học", "Received")
