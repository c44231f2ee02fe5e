"""Setting and marking essays, as it reads in the chat: markers, second markers, disputes, slips, quizzes' essays."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from storage import chats, cohorts, erasure, people, stored
from storage.essays import keeping
from storage.files.question_rows import QuestionRow
from storage.messages import Choice, File
from storage.outbox import Outbox
from storage.quizzes import Answer, Attempt
from tests.centre import Phone, TestCentre
from tests.essays import (
    DUE,
    FRIDAY,
    JPEG,
    PDF,
    TITLE,
    assignment,
    begins,
    contents,
    essay,
    hands_in,
    instructor,
    kept,
    submissions,
)
from tests.quizzes import NOTICE, opened

NUMBERS = tuple(str(mark) for mark in range(11))
MARKS = (*NUMBERS, "Bài khác")
OF_MINH = f"bài “{TITLE}” của Nguyễn Văn Minh"
ASK = f"Điểm cho {OF_MINH}? Xin chọn, hoặc gõ điểm từ 0 đến 10, ví dụ: 7,5."
ESSAY = QuestionRow(3, "S", "essay", "Nêu cảm nghĩ của đồng chí về lớp học.")


@pytest.fixture
async def dung(centre: TestCentre) -> Phone:
    return await instructor(centre, "Phạm Văn Dũng")


@pytest.fixture
async def thu(centre: TestCentre) -> Phone:
    return await instructor(centre, "Đỗ Thị Thu")


async def marks(phone: Phone, mark: str, comment: str = "") -> None:
    """The marker marks the first essay that waits, up to the last question."""
    await phone.says("/cham")
    phone.skips()
    await phone.picks("1")
    phone.skips()
    await phone.says(mark)
    phone.skips()
    await (phone.says(comment) if comment else phone.picks("Không nhận xét"))
    phone.skips()
    await phone.picks("Ghi điểm")


async def test_setting_an_essay(centre: TestCentre, dung: Phone, thu: Phone, minh: Phone) -> None:
    await dung.says("/thuhoach")
    dung.hears("Chưa giao bài thu hoạch nào.", "Giao bài mới", "Chấm bài")
    await dung.picks("Giao bài mới")
    dung.hears("Bài thu hoạch cho lớp NTD-03-2026. Xin gõ tên bài, ví dụ: Thu hoạch cuối khóa.", "Bỏ")
    await dung.says(TITLE)
    dung.hears("Xin gõ đề bài, hoặc gửi một tệp đề bài (Word, PDF, ảnh).", "Không cần đề riêng")
    await dung.sends_file("Đề bài.pdf", PDF)
    days = ("17:00, Thứ Năm, 26/11/2026", "17:00, Thứ Hai, 30/11/2026", "17:00, Thứ Hai, 07/12/2026")
    dung.hears("Hạn nộp là lúc nào? Xin chọn, hoặc gõ ngày giờ, ví dụ: 17h 30/11.", *days)
    await dung.says("hôm nào đó")
    dung.hears("Trợ lý chưa hiểu hạn nộp này. Xin gõ cả giờ và ngày, ví dụ: 17h 30/11.", *days)
    await dung.says("17h 22/11")
    dung.hears("Hạn nộp phải ở phía trước. Xin chọn, hoặc gõ ngày giờ khác, ví dụ: 17h 30/11.", *days)
    await dung.says("17h 27/11")
    choices = (
        "Giao bài và báo lớp", "Đổi tên bài", "Đổi đề bài", "Đổi hạn nộp", "Đổi người chấm", "Người chấm thứ hai",
        "Chấm không thấy tên", "Bỏ",
    )  # fmt: skip
    preview = (
        f"Bài thu hoạch “{TITLE}”, lớp NTD-03-2026, 1 học viên\nHạn nộp: {DUE}\n(đề bài trong tệp kèm theo)\n"
        "Người chấm: Phạm Văn Dũng\nNgười chấm thứ hai: {}"
    )
    dung.hears(preview.format("không có"), *choices)
    await dung.picks("Người chấm thứ hai")
    dung.hears("Ai là người chấm thứ hai?", "Đỗ Thị Thu", "Không cần", "Xem bài thu hoạch")
    await dung.picks("Đỗ Thị Thu")
    dung.hears(preview.format("Đỗ Thị Thu"), *choices)
    minh.hears_nothing()
    await dung.picks("Giao bài và báo lớp")
    dung.hears(f"Đã giao bài “{TITLE}”. Trợ lý báo cho 1 học viên, nhắc lại một ngày trước hạn.", "Xem bài thu hoạch")
    minh.hears(f"Có bài thu hoạch mới: “{TITLE}”. Hạn nộp: {DUE}.", "Xem và nộp bài")
    await minh.says("/thuhoach")
    file = minh.hears("…\n\nĐồng chí chưa nộp bài này.", "Nộp bài").message.file
    assert file is not None
    assert file.name == "Đề bài.pdf"
    assert await centre.database.read(lambda session: stored.content(session, file.data["id"])) == PDF


async def test_another_deadline_is_told_and_reminded_of(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    number = await essay(centre, dung)
    await centre.at(FRIDAY - timedelta(hours=24))
    minh.skips()
    await dung.says(f"/thuhoach {number}")
    dung.skips()
    await dung.picks("Đổi hạn nộp")
    dung.skips()
    await dung.says("17h 30/11")
    new = "17:00, Thứ Hai, 30/11/2026"
    dung.hears(f"Đổi hạn nộp từ {DUE} sang {new}? Cả lớp sẽ được báo.", "Đổi và báo lớp", "Giữ hạn cũ")
    minh.hears_nothing()
    await dung.picks("Đổi và báo lớp")
    dung.hears(f"Hạn nộp mới: {new}. Trợ lý báo cho 1 học viên.", "Xem bài thu hoạch")
    minh.hears(f"Bài thu hoạch “{TITLE}” có hạn nộp mới: {new}.", "Xem và nộp bài")
    await centre.at(FRIDAY)
    minh.hears_nothing()
    await centre.at(FRIDAY + timedelta(days=2))
    minh.hears(f"Đồng chí chưa nộp bài thu hoạch “{TITLE}”. Hạn nộp: {new}.", "Xem và nộp bài")


async def test_closing_hands_in_what_was_gathered(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    number = await essay(centre, dung)
    await begins(minh)
    await minh.sends_file("anh.jpg", JPEG)
    await centre.later(seconds=2)
    minh.skips()
    await dung.says(f"/thuhoach {number}")
    dung.skips()
    await dung.picks("Đóng bài")
    dung.hears("Đóng bài này? Còn 1 học viên chưa nộp; sau khi đóng không nộp được nữa.", "Đóng bài", "Để mở")
    await dung.picks("Đóng bài")
    dung.hears("Đã đóng bài. Bài gửi dở được tự động nộp: 1.", "Mở lại", "Xem bài thu hoạch")
    minh.hears(
        f"Bài “{TITLE}” đã đóng. Những gì đồng chí đã gửi được tự động nộp.\nBiên nhận số …, mã …\n"
        "Nộp lúc 08:00, Thứ Hai, 23/11/2026\nGồm: 1 ảnh",
        "Xem bài đã nộp",
    )
    await minh.says(f"/thuhoach {number}")
    minh.hears("…\nBài đang chờ chấm.")  # and no button to hand in anew
    await dung.picks("Mở lại")
    dung.skips()
    await minh.says(f"/thuhoach {number}")
    minh.hears("…\nBài đang chờ chấm.", "Sửa bài đã nộp")


async def test_marking_one_essay(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    await essay(centre, dung)
    await begins(minh)
    await minh.sends_file("anh.jpg", JPEG)
    await minh.says("Bài của tôi.")
    await minh.says("nộp")
    minh.skips()
    await dung.says("chấm")
    dung.hears(f"Các bài chờ đồng chí chấm. Xin chọn theo số:\n\n1. Thu hoạch “{TITLE}” (NTD-03-2026): 1 bài", "1")
    await dung.picks("1")
    dung.hears(
        f"“{TITLE}”: bài của Nguyễn Văn Minh, nộp lúc 08:00, Thứ Hai, 23/11/2026\nCòn 1 bài chờ chấm.\n\nBài của tôi."
    )
    file = dung.hears("Ảnh 1/1: anh.jpg").message.file
    assert file is not None
    assert file.is_picture  # seen in the chat, not opened
    assert await centre.database.read(lambda session: stored.content(session, file.data["id"])) == JPEG
    dung.hears(ASK, *MARKS)
    await dung.says("mười một")
    dung.hears("Điểm là số từ 0 đến 10, nhiều nhất hai chữ số lẻ, ví dụ: 7,5 hoặc 8,25. Xin gõ lại.", *MARKS)
    await dung.says("8.25")
    dung.hears("8,25 điểm. Xin gõ nhận xét cho học viên.", "Không nhận xét")
    await dung.says("Bài viết tốt, cần nêu thêm ví dụ.")
    dung.hears(
        f"Ghi 8,25 điểm cho {OF_MINH}?\nNhận xét: Bài viết tốt, cần nêu thêm ví dụ.",
        "Ghi điểm",
        "Sửa lại",
        "Đọc lại bài",
    )
    await dung.picks("Ghi điểm")
    dung.hears(f"Đã ghi 8,25 điểm cho {OF_MINH}.\nĐã chấm hết các bài này.", "Các bài chờ chấm", "Sửa điểm")
    minh.hears_nothing()  # a slip can still be put right
    await minh.says("/thuhoach")
    minh.hears("…\nBài đang chờ chấm.")  # and it cannot be handed in anew
    await centre.later(minutes=10)
    minh.hears(f"Bài thu hoạch “{TITLE}” của đồng chí được 8,25 điểm.\nNhận xét: Bài viết tốt, cần nêu thêm ví dụ.")
    await minh.says("/thuhoach")
    minh.hears("…\nĐiểm: 8,25\nNhận xét: Bài viết tốt, cần nêu thêm ví dụ.")
    await minh.says("/tiendo")
    assert f"{TITLE}: 8,25 điểm" in minh.skips()[0].message.text
    await dung.says("/cham")
    dung.hears("Hiện không có bài nào chờ đồng chí chấm.", "Các bài thu hoạch")


async def test_a_slip_is_put_right_before_the_learner_hears(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    await essay(centre, dung)
    await hands_in(centre, minh)
    await marks(dung, "6")
    dung.hears("Đã ghi 6 điểm …", "Các bài chờ chấm", "Sửa điểm")
    await centre.later(minutes=5)
    await dung.picks("Sửa điểm")
    dung.hears(ASK, *MARKS)
    await dung.says("9")
    dung.skips()
    await dung.picks("Không nhận xét")
    dung.hears(f"Ghi 9 điểm cho {OF_MINH}?\n(không có nhận xét)", "Ghi điểm", "Sửa lại", "Đọc lại bài")
    await dung.picks("Ghi điểm")
    dung.skips()
    await centre.later(minutes=9)
    minh.hears_nothing()
    await centre.later(minutes=1)
    minh.hears(f"Bài thu hoạch “{TITLE}” của đồng chí được 9 điểm.")
    await centre.later(hours=1)
    minh.hears_nothing()  # once
    await dung.picks("Sửa điểm")
    await dung.says("9,5")
    dung.skips()
    await dung.picks("Không nhận xét")
    dung.skips()
    await dung.picks("Ghi điểm")
    await centre.later(minutes=10)
    minh.hears(f"Điểm bài thu hoạch “{TITLE}” của đồng chí đã được sửa: 9,5 điểm.")


async def test_the_mean_of_two_markers(centre: TestCentre, dung: Phone, thu: Phone, minh: Phone) -> None:
    await essay(centre, dung, thu)
    await hands_in(centre, minh)
    await marks(dung, "7,5", "Đủ ý.")
    dung.hears(
        f"Đã ghi 7,5 điểm cho {OF_MINH}.\nĐiểm chính thức có sau khi người kia chấm xong.\nĐã chấm hết các bài này.",
        "Các bài chờ chấm",
        "Sửa điểm",
    )
    await thu.says("/cham")
    thu.skips()
    await thu.picks("1")
    assert "7,5 điểm" not in " ".join(out.message.text for out in thu.skips())  # the first mark is not shown
    await thu.says("8")
    thu.skips()
    await thu.says("Trình bày rõ.")
    thu.skips()
    await thu.picks("Ghi điểm")
    thu.hears(
        f"Đã ghi 8 điểm cho {OF_MINH}.\nĐiểm chính thức, trung bình của hai người chấm: 7,8.\nĐã chấm hết các bài này.",
        "Các bài chờ chấm",
        "Sửa điểm",
    )
    await centre.later(minutes=10)
    minh.hears(f"Bài thu hoạch “{TITLE}” của đồng chí được 7,8 điểm.\nNhận xét 1: Đủ ý.\nNhận xét 2: Trình bày rõ.")


async def test_too_far_apart_a_coordinator_decides(
    centre: TestCentre, hoa: Phone, dung: Phone, thu: Phone, minh: Phone
) -> None:
    await essay(centre, dung, thu)
    await hands_in(centre, minh)
    await marks(dung, "5", "Sơ sài.")
    dung.skips()
    await marks(thu, "7,5")
    thu.hears(
        f"Đã ghi 7,5 điểm cho {OF_MINH}.\n"
        "Hai người chấm lệch nhau hơn 2 điểm, nên cán bộ giáo vụ sẽ quyết định.\nĐã chấm hết các bài này.",
        "Các bài chờ chấm",
        "Sửa điểm",
    )
    (one,) = await submissions(centre)
    said = f"Bài “{TITLE}” mã {one.code}: hai người chấm lệch nhau hơn 2 điểm"
    dung.hears(f"{said}, nên cán bộ giáo vụ sẽ quyết định.")
    hoa.hears(f"{said}. Xin đồng chí quyết định điểm.", "Chấm bài")
    await centre.later(minutes=20)
    minh.hears_nothing()
    await hoa.says("/cham")
    hoa.hears(
        f"Các bài chờ đồng chí chấm. Xin chọn theo số:\n\n1. Quyết định điểm, “{TITLE}” (NTD-03-2026): 1 bài", "1"
    )
    await hoa.picks("1")
    hoa.hears(
        f"“{TITLE}”: bài của Nguyễn Văn Minh, nộp lúc 08:00, Thứ Hai, 23/11/2026\n"
        "Phạm Văn Dũng: 5 điểm. Sơ sài.\nĐỗ Thị Thu: 7,5 điểm\nCòn 1 bài chờ chấm.\n\nBài của tôi."
    )
    hoa.hears(ASK, *NUMBERS, "Lấy trung bình: 6,3", "Lấy điểm thứ nhất: 5", "Lấy điểm thứ hai: 7,5", "Bài khác")
    await hoa.picks("Lấy trung bình: 6,3")
    hoa.skips()
    await hoa.picks("Không nhận xét")
    hoa.skips()
    await hoa.picks("Ghi điểm")
    hoa.hears(f"Đã ghi 6,3 điểm cho {OF_MINH}.\nĐã chấm hết các bài này.", "Các bài chờ chấm", "Sửa điểm")
    await centre.later(minutes=10)
    minh.hears(f"Bài thu hoạch “{TITLE}” của đồng chí được 6,3 điểm.\nNhận xét: Sơ sài.")
    await thu.picks("Sửa điểm")  # the coordinator has the last word
    thu.hears("Bài này không chấm được nữa: …", "Các bài chờ chấm")


async def test_two_points_apart_is_no_dispute(centre: TestCentre, dung: Phone, thu: Phone, minh: Phone) -> None:
    await essay(centre, dung, thu)
    await hands_in(centre, minh)
    await marks(dung, "7,1")
    await marks(thu, "5,1")
    thu.hears("…\nĐiểm chính thức, trung bình của hai người chấm: 6,1.\n…", "Các bài chờ chấm", "Sửa điểm")


async def test_marking_without_names(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    await essay(centre, dung, anonymous=True)
    await begins(minh)
    await minh.sends_file("Nguyễn Văn Minh.pdf", PDF)
    await minh.says("nộp")
    minh.skips()
    (one,) = await submissions(centre)
    await dung.says("/cham")
    dung.skips()
    await dung.picks("1")
    dung.hears(f"“{TITLE}”: bài của học viên mã {one.code}, nộp lúc 08:00, Thứ Hai, 23/11/2026\nCòn 1 bài chờ chấm.")
    dung.hears(f"Tệp 1/1: {one.code}-1.pdf")
    dung.hears(f"Điểm cho bài “{TITLE}” của học viên mã {one.code}? …", *MARKS)
    await dung.says(f"/thuhoach {one.code}")
    dung.hears(f"Mã {one.code}: bài “{TITLE}” của {one.code}, nộp lúc …", "Xem bài thu hoạch")


async def test_what_was_handed_in_anew_meanwhile_is_not_marked(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    await essay(centre, dung)
    await hands_in(centre, minh, "Bản đầu.")
    await dung.says("/cham")
    dung.skips()
    await dung.picks("1")
    dung.skips()
    await dung.says("8")
    dung.skips()
    await dung.picks("Không nhận xét")
    dung.skips()
    await hands_in(centre, minh, "Bản sau.", again=True)
    await dung.picks("Ghi điểm")
    dung.hears("Bài này không chấm được nữa: học viên vừa nộp lại, …", "Các bài chờ chấm")
    await marks(dung, "8")
    dung.skips()
    old, new = await submissions(centre)
    assert (old.mark, new.mark) == (None, 8)
    assert await contents(centre, old) == []  # what it replaced was kept until it was marked
    assert await contents(centre, new) == [("text", "Bản sau.")]


async def test_late_and_marked(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    await essay(centre, dung)
    await centre.at(FRIDAY + timedelta(hours=49))
    minh.skips()
    await hands_in(centre, minh)
    await dung.says("/cham")
    dung.skips()
    await dung.picks("1")
    dung.hears("…, nộp lúc 18:00, Chủ nhật, 29/11/2026 (muộn 2 ngày)\n…")
    dung.skips()
    await dung.says("7")
    dung.skips()
    await dung.picks("Không nhận xét")
    dung.skips()
    await dung.picks("Ghi điểm")
    await centre.later(minutes=10)
    minh.hears(f"Bài thu hoạch “{TITLE}” của đồng chí được 7 điểm.\nBài nộp muộn 2 ngày.")


async def test_the_coordinators_table_and_files(centre: TestCentre, hoa: Phone, dung: Phone, minh: Phone) -> None:
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    await centre.registered("Lê Văn An", "1985")
    number = await essay(centre, dung)
    await begins(minh)
    await minh.sends_file("Bài viết.pdf", PDF)
    await minh.says("nộp")
    await begins(lan)
    await lan.says("Chưa xong")
    await hoa.says("/thuhoach")
    hoa.hears(
        "Các bài thu hoạch đã giao. Xin chọn một bài theo số:\n\n"
        f"1. “{TITLE}” (NTD-03-2026), hạn {DUE}: 1/3 đã nộp, 1 chờ điểm",
        "1",
        "Giao bài mới",
        "Chấm bài",
    )
    await hoa.picks("1")
    hoa.hears(
        f"Bài thu hoạch “{TITLE}”, lớp NTD-03-2026\nHạn nộp: {DUE}\n"
        "Đã nộp 1/3 (muộn 0), chưa nộp 2, đã có điểm 0\nNgười chấm: Phạm Văn Dũng\nNgười chấm thứ hai: không có",
        "Ai chưa nộp?", "Bảng Excel", "Bài của một học viên", "Tải tất cả bài nộp", "Đổi hạn nộp", "Đổi đề bài",
        "Đóng bài", "Đổi người chấm", "Người chấm thứ hai", "Các bài thu hoạch",
    )  # fmt: skip
    await hoa.picks("Ai chưa nộp?")
    hoa.hears(
        f"Chưa nộp bài “{TITLE}”: 2 học viên\n1. Lê Văn An\n2. Trần Thị Lan, đang gửi dở",
        "Nhắc những người này", "Xem bài thu hoạch",
    )  # fmt: skip
    await hoa.presses(f"/thbang {number}")
    file = hoa.hears(f"Bảng bài thu hoạch “{TITLE}”.", "Xem bài thu hoạch").message.file
    (one, _) = sorted(await submissions(centre), key=lambda each: each.code is None)
    assert file is not None
    assert file.data["rows"] == [
        [1, "Lê Văn An", "", "Chưa nộp", "", "", "", None, None, None, None, ""],
        [2, "Trần Thị Lan", "", "Đang gửi dở", "", "", "", None, None, None, None, ""],
        [
            3, "Nguyễn Văn Minh", "Chi bộ thôn Tây", "Chờ chấm", "08:00, Thứ Hai, 23/11/2026", "", one.code, None,
            None, None, None, "",
        ],
    ]  # fmt: skip
    await hoa.presses(f"/thtai {number}")
    archive = hoa.hears(f"Tất cả bài nộp của “{TITLE}” …", "Xem bài thu hoạch").message.file
    assert archive == File("essays", f"thu-hoach-{number}-1.zip", {"submissions": [one.id]})
    made = await centre.database.read(lambda session: keeping.archive(session, [one.id or 0]))
    with zipfile.ZipFile(io.BytesIO(made)) as opened_zip:
        assert [(name, opened_zip.read(name)) for name in opened_zip.namelist()] == [
            (f"Nguyễn Văn Minh {one.code}/1-Bài viết.pdf", PDF)
        ]
    await hoa.presses(f"/thtim {number}")
    hoa.hears("Xin gõ họ tên học viên, hoặc một phần tên.")
    await hoa.says("minh")
    hoa.hears(f"Bài của Nguyễn Văn Minh, nộp lúc 08:00, Thứ Hai, 23/11/2026, mã {one.code}")
    hoa.hears("Tệp 1/1: Bài viết.pdf")
    hoa.hears("Hết bài.", "Xem bài thu hoạch")


async def test_instructors_get_no_table_and_learners_no_marking(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    number = await essay(centre, dung)
    await dung.presses(f"/thbang {number}")
    dung.hears("Nút này đã cũ …", "Xem hướng dẫn")
    await minh.says("/cham")
    assert "chờ" not in minh.skips()[0].message.text
    await minh.presses(f"/thgiao {number}")
    minh.hears("Nút này đã cũ …", "Xem hướng dẫn")


async def test_another_marker_gets_what_waits(centre: TestCentre, hoa: Phone, dung: Phone, minh: Phone) -> None:
    number = await essay(centre, dung)
    await hands_in(centre, minh)
    await hoa.says(f"/thuhoach {number}")
    hoa.skips()
    await hoa.picks("Đổi người chấm")
    hoa.hears("Ai chấm bài này?", "Phạm Văn Dũng", "Lê Thị Hoa", "Xem bài thu hoạch")
    await hoa.picks("Lê Thị Hoa")
    hoa.skips()
    await dung.says("/cham")
    dung.hears("Hiện không có bài nào chờ đồng chí chấm.", "Các bài thu hoạch")
    await marks(hoa, "8")
    hoa.hears("Đã ghi 8 điểm …", "Các bài chờ chấm", "Sửa điểm")
    await hoa.says(f"/thuhoach {number}")
    hoa.skips()
    await hoa.picks("Người chấm thứ hai")
    hoa.skips()
    await hoa.picks("Phạm Văn Dũng")
    hoa.hears("Đã có bài được chấm nên không thêm hoặc bỏ người chấm thứ hai được nữa.", "Xem bài thu hoạch")
    assert (await assignment(centre, number)).second_marker_id is None


async def test_coordinators_hear_that_a_marker_marks_no_more(
    centre: TestCentre, hoa: Phone, dung: Phone, minh: Phone
) -> None:
    await essay(centre, dung)
    await hands_in(centre, minh)
    person_id = (await dung.person()).id

    def withdraw(session: Session) -> None:
        people.withdraw_roles(session.get_one(people.Person, person_id))

    await centre.later(minutes=1)
    hoa.hears_nothing()
    await centre.run(withdraw)
    await centre.later(minutes=1)
    hoa.hears(
        f"Bài thu hoạch “{TITLE}” (lớp NTD-03-2026) còn bài chờ chấm, nhưng người được giao không chấm được "
        "(không còn là giảng viên, hoặc đó là bài của chính mình). Xin mở bài và đổi người chấm.",
        "Xem bài thu hoạch",
    )
    await centre.later(hours=1)
    hoa.hears_nothing()


async def test_essay_questions_of_a_quiz(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    quiz = await opened(centre, NOTICE, ESSAY)
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    minh.skips()
    await minh.says("b")
    await dung.says("/cham")
    dung.hears("Hiện không có bài nào chờ đồng chí chấm.", "Các bài thu hoạch")
    await minh.says("Lớp học rất bổ ích.")
    minh.skips()
    await dung.says("/cham")
    dung.hears(
        "Các bài chờ đồng chí chấm. Xin chọn theo số:\n\n1. Câu tự luận của “Nội quy lớp học” (NTD-03-2026): 1 câu",
        "1",
    )
    await dung.picks("1")
    dung.hears(
        "“Nội quy lớp học”: câu trả lời của Nguyễn Văn Minh\nCâu hỏi: Nêu cảm nghĩ của đồng chí về lớp học.\n"
        "Còn 1 bài chờ chấm.\n\nLớp học rất bổ ích."
    )
    dung.hears("Điểm cho câu tự luận trong “Nội quy lớp học” của Nguyễn Văn Minh? …", *MARKS)
    await dung.says("7,5")
    dung.skips()
    await dung.says("Cảm nghĩ chân thật.")
    dung.skips()
    await dung.picks("Ghi điểm")
    dung.hears(
        "Đã ghi 7,5 điểm cho câu tự luận trong “Nội quy lớp học” của Nguyễn Văn Minh.\nĐã chấm hết các bài này.",
        "Các bài chờ chấm",
        "Sửa điểm",
    )
    await centre.later(minutes=10)
    minh.hears("Giảng viên đã chấm xong phần tự luận của bài “Nội quy lớp học”. Điểm lượt này: 8,8.", "Xem bài")

    def look(session: Session) -> tuple[float, float, bool, str]:
        attempt = session.exec(select(Attempt).where(Attempt.quiz_id == quiz.id)).one()
        answer = session.exec(select(Answer).where(Answer.position == 2)).one()
        return attempt.points, answer.points, answer.to_mark, answer.comment

    assert await centre.database.read(look) == (1.75, 0.75, False, "Cảm nghĩ chân thật.")
    await dung.picks("Sửa điểm")
    await dung.says("5")
    dung.skips()
    await dung.picks("Không nhận xét")
    dung.skips()
    await dung.picks("Ghi điểm")
    assert await centre.database.read(look) == (1.5, 0.5, False, "")
    await centre.later(minutes=10)
    minh.hears("Điểm phần tự luận của bài “Nội quy lớp học” đã được sửa. Điểm lượt này: 7,5.", "Xem bài")


async def test_two_instructors_at_one_answer(centre: TestCentre, dung: Phone, thu: Phone, minh: Phone) -> None:
    await opened(centre, ESSAY)
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    await minh.says("Lớp học rất bổ ích.")
    minh.skips()
    for phone in (dung, thu):
        await phone.says("/cham")
        phone.skips()
        await phone.picks("1")
        await phone.says("8")
        phone.skips()
        await phone.picks("Không nhận xét")
        phone.skips()
    await dung.picks("Ghi điểm")
    dung.hears("Đã ghi 8 điểm …", "Các bài chờ chấm", "Sửa điểm")
    await thu.picks("Ghi điểm")
    thu.hears("Bài này không chấm được nữa: …", "Các bài chờ chấm")


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("1", "1"),
        ("0", "0"),
        ("4", "4"),
        ("10", "10"),
        ("7,5", "7,5"),
        ("8.25 điểm", "8,25"),
        ("9đ", "9"),
        ("8.", "8"),
        ("08", "8"),
        ("điểm 8", "8"),
        ("8,5/10", "8,5"),
    ],
)
async def test_ways_to_type_a_mark(centre: TestCentre, dung: Phone, minh: Phone, said: str, mark: str) -> None:
    """A number is the mark, never the number of a button."""
    await essay(centre, dung)
    await hands_in(centre, minh)
    await dung.says("/cham")
    dung.skips()
    await dung.picks("1")
    dung.skips()
    await dung.says(said)
    dung.hears(f"{mark} điểm. Xin gõ nhận xét cho học viên.", "Không nhận xét")


async def test_eleven_is_no_mark(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    """Nor the eleventh button, which is called 10."""
    await essay(centre, dung)
    await hands_in(centre, minh)
    await dung.says("/cham")
    dung.skips()
    await dung.picks("1")
    dung.skips()
    await dung.says("11")
    dung.hears("Điểm là số từ 0 đến 10, nhiều nhất hai chữ số lẻ, ví dụ: 7,5 hoặc 8,25. Xin gõ lại.", *MARKS)


async def test_nothing_of_an_erased_learner_stays_with_the_marker(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    """Also where the marker saw a code in the place of the name."""
    await essay(centre, dung, anonymous=True)
    await hands_in(centre, minh, "Tôi sinh ra ở thôn Tây.")
    await dung.says("/cham")
    dung.skips()
    await dung.picks("1")
    dung.skips()
    person = await minh.person()
    assert await _kept_about(centre, "Tôi sinh ra")
    await centre.run(lambda session: erasure.erase(session, session.merge(person), centre.now))
    assert not await _kept_about(centre, "Tôi sinh ra")


async def _kept_about(centre: TestCentre, words: str) -> list[str]:
    """The messages that hold these words."""

    def look(session: Session) -> list[str]:
        return [one.body["text"] for one in session.exec(select(Outbox)) if words in one.body["text"]]

    return await centre.database.read(look)


async def test_the_comment_stays_where_only_the_mark_is_put_right(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    await essay(centre, dung)
    await hands_in(centre, minh)
    await marks(dung, "6", "Đủ ý, nên thêm ví dụ.")
    dung.skips()
    await dung.picks("Sửa điểm")
    dung.skips()
    await dung.says("7")
    dung.hears(
        "7 điểm. Nhận xét trước: Đủ ý, nên thêm ví dụ.\nGiữ nhận xét này, hay gõ nhận xét khác?",
        "Giữ nhận xét",
        "Không nhận xét",
    )
    await dung.picks("Giữ nhận xét")
    dung.hears(f"Ghi 7 điểm cho {OF_MINH}?\nNhận xét: Đủ ý, nên thêm ví dụ.", "Ghi điểm", "Sửa lại", "Đọc lại bài")
    await dung.picks("Sửa lại")  # also before the mark is given
    dung.skips()
    await dung.says("7,5")
    dung.skips()
    await dung.picks("Giữ nhận xét")
    dung.skips()
    await dung.picks("Ghi điểm")
    await centre.later(minutes=10)
    minh.hears(f"Bài thu hoạch “{TITLE}” của đồng chí được 7,5 điểm.\nNhận xét: Đủ ý, nên thêm ví dụ.")


async def test_nobody_marks_their_own(centre: TestCentre, hoa: Phone, dung: Phone, thu: Phone, minh: Phone) -> None:
    """An instructor who studies in the class: a coordinator hears that somebody else must."""
    person_id = (await dung.person()).id or 0
    await essay(centre, dung)

    def enrol(session: Session) -> None:
        cohort = cohorts.called(session, "NTD-03-2026")
        assert cohort is not None
        session.add(cohorts.Enrolment(cohort_id=cohort.id or 0, person_id=person_id))

    await centre.run(enrol)
    await dung.says("/thuhoach cuatoi")
    dung.skips()
    await dung.picks("Nộp bài")
    await dung.says("Bài của tôi.")
    await dung.says("nộp")
    dung.skips()
    await dung.says("/cham")
    dung.hears("Hiện không có bài nào chờ đồng chí chấm.", "Các bài thu hoạch")
    (one,) = await submissions(centre)
    await centre.run(lambda session: _let(session, dung, f"/chamlai bai {one.id}"))
    await dung.presses(f"/chamlai bai {one.id}")
    dung.hears("Bài này không chấm được nữa: …", "Các bài chờ chấm")
    await centre.later(minutes=1)
    hoa.hears("…(không còn là giảng viên, hoặc đó là bài của chính mình). …", "Xem bài thu hoạch")
    await hoa.presses("/thuhoach 1")
    hoa.skips()
    await hoa.picks("Đổi người chấm")
    hoa.skips()
    await hoa.picks("Đỗ Thị Thu")
    await marks(thu, "8")
    thu.hears(
        "Đã ghi 8 điểm cho bài “Thu hoạch cuối khóa” của Phạm Văn Dũng.\nĐã chấm hết các bài này.",
        "Các bài chờ chấm",
        "Sửa điểm",
    )


def _let(session: Session, phone: Phone, command: str) -> None:
    """The button may have been shown."""
    chat, _ = chats.open_chat(session, phone.wire.account_id, phone.chat, language="vi", now=phone.centre.now)
    chat.allow([Choice("", command)])


async def test_nobody_marks_their_own_answer(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    await opened(centre, ESSAY)
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    await minh.says("Lớp học rất bổ ích.")
    minh.skips()
    minh_id = (await minh.person()).id
    await centre.run(lambda session: people.grant(session.get_one(people.Person, minh_id), people.INSTRUCTOR))
    await minh.says("/cham")
    minh.hears("Hiện không có bài nào chờ đồng chí chấm.", "Các bài thu hoạch")
    await dung.says("/cham")
    dung.hears("Các bài chờ đồng chí chấm. …", "1")


async def test_a_dispute_that_a_marker_settles_needs_no_decision(
    centre: TestCentre, hoa: Phone, dung: Phone, thu: Phone, minh: Phone
) -> None:
    await essay(centre, dung, thu)
    await hands_in(centre, minh)
    await centre.at(FRIDAY.replace(day=23, hour=22))  # notices wait for the morning
    await marks(dung, "5")
    await marks(thu, "9")
    thu.skips()
    await thu.picks("Sửa điểm")
    await thu.says("6")
    thu.skips()
    await thu.picks("Không nhận xét")
    thu.skips()
    await thu.picks("Ghi điểm")
    thu.hears("…\nĐiểm chính thức, trung bình của hai người chấm: 5,5.\n…", "Các bài chờ chấm", "Sửa điểm")
    dung.skips()
    await centre.later(hours=12)
    hoa.hears_nothing()
    dung.hears_nothing()
    minh.hears(f"Bài thu hoạch “{TITLE}” của đồng chí được 5,5 điểm.")


async def test_ones_own_data_do_not_tell_a_mark_that_may_still_change(
    centre: TestCentre, dung: Phone, minh: Phone
) -> None:
    await essay(centre, dung)
    await hands_in(centre, minh)
    await marks(dung, "6", "Sơ sài.")
    await minh.says("/dulieu")
    file = minh.hears("…", "Báo điều chưa đúng", "Xóa thông tin").message.file
    assert file is not None
    assert "Sơ sài" not in file.data["text"]
    await centre.later(minutes=10)
    minh.skips()
    await minh.says("/dulieu")
    file = minh.hears("…", "Báo điều chưa đúng", "Xóa thông tin").message.file
    assert file is not None
    assert "Điểm: 6\r\n    Sơ sài." in file.data["text"]


async def test_an_erased_learner_waits_for_no_mark(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    await essay(centre, dung)
    await hands_in(centre, minh)
    await dung.says("/cham")
    dung.skips()
    await dung.picks("1")
    dung.skips()
    person = await minh.person()
    await centre.run(lambda session: erasure.erase(session, session.merge(person), centre.now))
    await dung.says("8")
    dung.hears("Bài này không chấm được nữa: …", "Các bài chờ chấm")
    assert await kept(centre) == (0, 0)
