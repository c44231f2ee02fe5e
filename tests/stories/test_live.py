"""A quiz in the room: led from Hoa's phone, answered on the learners'."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlmodel import Session, select

from storage import people, plans, stored
from storage.live import LiveAnswer, LiveQuiz
from storage.people import Person
from storage.quizzes import Question, known
from tests.centre import PLAIN, Phone, TestCentre
from tests.quizzes import BRING, HOURS, NOTICE, PHONES, ROOM, opened

LETTERS = ("A", "B", "C", "D")
TITLE = "Nội quy lớp học"
CARD = f"“{TITLE}”: {{}} câu.\nMỗi câu 30 giây.\nMỗi câu đúng 1 điểm.\nCuối bài màn hình hiện 5 người cao nhất, có tên."
RULES = (
    "Mở phòng", "10 giây", "20 giây", "60 giây", "Bảng không tên", "Không hiện bảng", "Thưởng trả lời sớm",
)  # fmt: skip
IN = (
    f"Đồng chí đã vào “{TITLE}”, {{}} câu. Khi câu hỏi hiện ra, đồng chí bấm hoặc gõ câu trả lời; "
    "câu trả lời đầu tiên được tính. Muốn ra, gõ /thoat."
)
DAYS = "Xin nghỉ học phải báo trước mấy ngày?\nA. Một ngày\nB. Hai ngày\nC. Ba ngày\nD. Bảy ngày"
TIME = "Trả lời trong 30 giây."
WHY = "Báo trước để xếp buổi học bù.\nNguồn: Nội quy lớp học, điều 3"
WAITING, ASKING = ("Bắt đầu", "Xem số người", "Dừng"), ("Hiện đáp án", "Xem số người trả lời", "Dừng")


def unsorted(count: int) -> str:
    return f"Câu chưa xếp chương ({count} câu)"


async def room(centre: TestCentre, hoa: Phone, *labels: str) -> str:
    """Hoa opens a room for the only quiz of the class, with these rules; its code."""
    await hoa.says("/tructiep")
    assert hoa.skips()[0].message.text.startswith("Lớp NTD-03-2026: lấy câu hỏi ở đâu?")
    await hoa.picks(TITLE)
    for label in labels:
        hoa.skips()
        await hoa.picks(label)
    hoa.skips()
    await hoa.picks("Mở phòng")
    opened_with = hoa.hears(
        f"Phòng “{TITLE}”, … câu. Mã: …\nMàn hình máy chiếu: /live/…\n"
        "Chưa có ai vào. Mời học viên nhắn mã trên cho trợ lý.",
        *WAITING,
    )
    found = re.search(r"Mã: (\d{4})\n", opened_with.message.text)
    assert found is not None
    return found[1]


async def joins(phone: Phone, code: str, questions: int) -> None:
    await phone.says(code)
    phone.hears(IN.format(questions))


def notes(phone: Phone, text: str) -> None:
    """That the answer was taken is seen where messages can be edited."""
    if phone.wire.capabilities.edits:
        phone.hears(text)
    phone.hears_nothing()


async def test_a_whole_quiz(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE, PHONES)
    lan = await centre.registered("Trần Thị Lan", "1990-03-05", unit="Đảng bộ xã Sông Ngàn")
    await hoa.says("trực tiếp")
    hoa.hears(
        "Lớp NTD-03-2026: lấy câu hỏi ở đâu? Chọn một bài trắc nghiệm, hoặc một chương của ngân hàng.",
        TITLE,
        unsorted(2),
    )
    await hoa.picks(TITLE)
    hoa.hears(CARD.format(2), *RULES)
    await hoa.picks("Mở phòng")
    code = hoa.hears("Phòng “Nội quy lớp học”, 2 câu. Mã: …", *WAITING).message.text.split("Mã: ")[1][:4]
    await joins(lan, code, 2)
    await joins(minh, code, 2)
    hoa.hears_nothing()  # no flood
    await hoa.picks("Xem số người")
    hoa.hears("Phòng …\n2 người đã vào.", *WAITING)
    await hoa.picks("Bắt đầu")
    hoa.hears("Câu 1/2 đang mở: 0/2 người đã trả lời, còn 30 giây.", *ASKING)
    lan.hears(f"Câu 1/2. {DAYS}\n{TIME}", *LETTERS)
    minh.hears(f"Câu 1/2. {DAYS}\n{TIME}", *LETTERS)
    await lan.picks("B")
    notes(lan, f"Câu 1/2. {DAYS}\n{TIME}\n\nĐã ghi nhận: B. Hai ngày")
    await hoa.picks("Xem số người trả lời")
    hoa.hears("Câu 1/2 đang mở: 1/2 người đã trả lời, còn 30 giây.", *ASKING)
    await minh.says("câu c")
    notes(minh, f"Câu 1/2. {DAYS}\n{TIME}\n\nĐã ghi nhận: C. Ba ngày")
    await centre.later(seconds=1)  # all have answered
    lan.hears(f"Câu 1: ✓ Đúng.\n{WHY}\nĐiểm của đồng chí: 1 sau 1 câu.")
    minh.hears(f"Câu 1: ✗ Chưa đúng. Đáp án: B. Hai ngày.\n{WHY}\nĐiểm của đồng chí: 0 sau 1 câu.")
    hoa.hears(
        "Câu 1/2: 1/2 người đúng.\nA · 0\nB ██████████ 1 ✓\nC ██████████ 1\nD · 0\nĐáp án: B. Hai ngày",
        "Câu 2", "Hiện bảng điểm", "Dừng",
    )  # fmt: skip
    await centre.later(seconds=2)
    await hoa.picks("Câu 2")
    hoa.hears("Câu 2/2 đang mở: 0/2 người đã trả lời, còn 30 giây.", *ASKING)
    lan.hears(f"Câu 2/2. Trong giờ học được nghe điện thoại.\n{TIME}", "Đúng", "Sai")
    minh.hears("Câu 2/2. …", "Đúng", "Sai")
    await minh.picks("Sai")
    minh.skips()
    await hoa.picks("Hiện đáp án")
    hoa.hears_nothing()
    await centre.later(seconds=1)
    lan.hears(
        "Câu 2: đồng chí chưa trả lời. Đáp án: Sai.\nNguồn: Nội quy lớp học, điều 5\nĐiểm của đồng chí: 1 sau 2 câu."
    )
    minh.hears("Câu 2: ✓ Đúng.\nNguồn: Nội quy lớp học, điều 5\nĐiểm của đồng chí: 1 sau 2 câu.")
    hoa.hears(
        "Câu 2/2: 1/2 người đúng.\nĐúng · 0\nSai ██████████ 1 ✓\nChưa trả lời: 1\nĐáp án: Sai",
        "Kết thúc", "Hiện bảng điểm", "Dừng",
    )  # fmt: skip
    await hoa.picks("Hiện bảng điểm")
    hoa.hears(
        "Câu 2/2: …\n\nMàn hình đang hiện bảng điểm:\n1. Trần Thị Lan: 1 điểm\n1. Nguyễn Văn Minh: 1 điểm",
        "Kết thúc", "Dừng",
    )  # fmt: skip
    await hoa.picks("Kết thúc")
    for phone in (lan, minh):
        phone.hears(f"Bài “{TITLE}” đã kết thúc. Đồng chí đúng 1/2 câu, được 1 điểm, đứng thứ 1 trong 2 người.")
    report = hoa.hears(
        f"Đã kết thúc “{TITLE}”: 2 người, trung bình 1 điểm sau 2 câu.\n"
        "Câu 1 █████ 50%\nCâu 2 █████ 50%\n\nKhó nhất:\n"
        "Câu 1 (50%): Xin nghỉ học phải báo trước mấy ngày?\nCâu 2 (50%): Trong giờ học được nghe điện thoại.\n\n"
        "Cao nhất:\n1. Trần Thị Lan: 1 điểm\n1. Nguyễn Văn Minh: 1 điểm"
    )
    assert report.message.file is not None
    assert report.message.file.data["rows"] == [
        [1, "Trần Thị Lan", "Đảng bộ xã Sông Ngàn", 1.0, 1, 1.0, None],
        [1, "Nguyễn Văn Minh", "Chi bộ thôn Tây", 1.0, 1, 0.0, 1.0],
    ]


async def test_the_first_answer_counts(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    await opened(centre, NOTICE)
    code = await room(centre, hoa)
    await joins(minh, code, 1)
    await joins(lan, code, 1)
    await hoa.picks("Bắt đầu")
    minh.hears("Câu 1/1. …", *LETTERS)
    await minh.says("e")
    minh.hears("Câu này có các ý từ A đến D. Xin chọn lại.", *LETTERS)
    await minh.says("b")
    minh.skips()
    await minh.says("c")
    minh.hears("Câu này đồng chí đã trả lời: B. Hai ngày. Chỉ tính câu trả lời đầu tiên.")
    (given,) = await centre.run(lambda session: list(session.exec(select(LiveAnswer.given))))
    assert given == [1]


async def test_a_late_answer_is_refused_politely(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE, PHONES)
    code = await room(centre, hoa, "10 giây")
    await joins(minh, code, 2)
    await hoa.picks("Bắt đầu")
    minh.hears("Câu 1/2. …\nTrả lời trong 10 giây.", *LETTERS)
    centre.now = (await live_of(centre)).closes_at  # type: ignore[assignment]
    await centre.later(seconds=1.1)  # an answer of the last moment is on its way for a second
    minh.hears("Câu 1: đồng chí chưa trả lời. Đáp án: B. Hai ngày.…")
    await minh.picks("B")
    minh.hears("Câu 1 đã hết giờ, không nhận thêm câu trả lời. Xin chờ câu tiếp theo.")
    hoa.skips()
    await centre.later(seconds=2)
    await hoa.picks("Câu 2")
    minh.hears("Câu 2/2. …", "Đúng", "Sai")
    if minh.wire.capabilities.buttons:
        await minh.presses(f"/traloinhanh {(await live_of(centre)).id} 1 2")  # of the first question
        minh.hears("Nút này là của câu trước. Xin trả lời câu đang hiện.")
    await minh.says("sai")
    minh.skips()
    hoa.skips()
    await hoa.picks("Hiện đáp án")
    await centre.later(seconds=1)
    minh.hears("Câu 2: ✓ Đúng.…")


async def test_an_answer_of_the_last_moment_counts(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE)
    await joins(minh, await room(centre, hoa), 1)
    await hoa.picks("Bắt đầu")
    minh.hears("Câu 1/1. …", *LETTERS)
    closes_at = (await live_of(centre)).closes_at
    assert closes_at is not None
    await centre.at(closes_at)
    await minh.says("b")
    minh.skips()
    await centre.later(seconds=2)
    minh.hears("Câu 1: ✓ Đúng.…")


async def test_several_options_are_marked_or_typed(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, BRING)
    await joins(minh, await room(centre, hoa), 1)
    await hoa.picks("Bắt đầu")
    minh.hears("Câu 1/1. Khi đến lớp cần mang những gì?…", *LETTERS, "Xong")
    if minh.wire.capabilities.buttons:
        await minh.picks("Xong")
        minh.hears("Đồng chí chưa chọn ý nào. Xin chọn rồi bấm Xong.")
        await minh.picks("A")
        minh.hears("Câu 1/1. …", "✓A", "B", "C", "D", "Xong")
        await minh.picks("C")
        minh.hears("Câu 1/1. …", "✓A", "B", "✓C", "D", "Xong")
        await minh.picks("Xong")
    else:
        await minh.says("a, c")
    notes(minh, "…Đã ghi nhận: A. Thẻ học viên; C. Tài liệu")
    await centre.later(seconds=1)
    minh.hears("Câu 1: ✓ Đúng.\nĐiểm của đồng chí: 1 sau 1 câu.")


async def test_typed_answers(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, ROOM, HOURS)
    await joins(minh, await room(centre, hoa), 2)
    await hoa.picks("Bắt đầu")
    minh.hears("Câu 1/2. Lớp học ở đâu?\n(Xin gõ câu trả lời)\nTrả lời trong 30 giây.")
    await minh.says("hội trường tầng 2")
    minh.skips()
    await centre.later(seconds=1)
    minh.hears("Câu 1: ✓ Đúng.…")
    hoa.skips()
    await centre.later(seconds=2)
    await hoa.picks("Câu 2")
    minh.hears("Câu 2/2. Mỗi ngày học mấy giờ?\n(Xin gõ một số)\nTrả lời trong 30 giây.")
    await minh.says("7 hay 8")
    minh.hears("Trợ lý chưa hiểu số này. Xin gõ một số, ví dụ: 7 hoặc 7,5.")
    await minh.says("8")
    minh.skips()
    await centre.later(seconds=1)
    minh.hears("Câu 2: ✗ Chưa đúng. Đáp án: 7,5.\nĐiểm của đồng chí: 1 sau 2 câu.")
    hoa.hears("Câu 2/2 đang mở…", *ASKING)
    hoa.hears("Câu 2/2: 0/1 người đúng.\n“8” ██████████ 1\nĐáp án: 7,5", "Kết thúc", "Hiện bảng điểm", "Dừng")


async def test_who_comes_late_answers_from_the_next_question_on(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    await opened(centre, NOTICE, PHONES)
    code = await room(centre, hoa)
    await joins(minh, code, 2)
    await hoa.picks("Bắt đầu")
    await lan.says(f"/thamgia {code}")
    lan.hears(f"Đồng chí đã vào “{TITLE}”. Bài đang chạy, đồng chí trả lời từ câu tiếp theo.")
    await lan.says("b")
    lan.hears("Xin chờ câu tiếp theo.")
    await minh.says("b")
    await centre.later(seconds=1)  # nobody waits for Lan
    lan.hears_nothing()
    hoa.skips()
    await centre.later(seconds=2)
    await hoa.picks("Câu 2")
    lan.hears("Câu 2/2. …", "Đúng", "Sai")
    await lan.says("sai")
    lan.skips()
    await minh.says("sai")
    await centre.later(seconds=1)
    lan.hears("Câu 2: ✓ Đúng.…\nĐiểm của đồng chí: 1 sau 2 câu.")


@pytest.mark.parametrize("said", ["0000", "1990", "/thamgia 0000"])
async def test_a_wrong_code(centre: TestCentre, hoa: Phone, minh: Phone, said: str) -> None:
    await opened(centre, NOTICE)
    await room(centre, hoa)
    await minh.says(said)
    minh.hears(f"Không có bài nào đang chạy với mã {said[-4:]}. Xin xem lại bốn số trên màn hình.")


async def test_four_digits_are_nothing_special_while_nothing_runs(centre: TestCentre, minh: Phone) -> None:
    await minh.says("4821")
    assert "mã 4821" not in minh.skips()[0].message.text
    await minh.says("/thamgia")
    minh.hears("Xin gõ mã bốn số trên màn hình, ví dụ: 4821")


async def test_a_stranger_registers_first(centre: TestCentre, hoa: Phone, lan: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE)
    code = await room(centre, hoa)
    for said in (code, f"/start {code}"):  # typed, and by the picture on the screen
        await lan.says(said)
        lan.hears(
            "Muốn vào bài trực tiếp, đồng chí cần đăng ký trước, chỉ mất một phút. "
            f"Đăng ký xong, đồng chí gõ lại mã {code}.",
            "Đăng ký",
        )
    await minh.says(f"/start {code}")
    minh.hears(IN.format(1))


async def test_the_room_goes_on_when_the_phone_that_leads_dies(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE, PHONES)
    await joins(minh, await room(centre, hoa), 2)
    await hoa.picks("Bắt đầu")
    hoa.skips()
    other = await centre.coordinator("Phạm Văn Bình")
    await other.says("/tructiep")
    code = (await live_of(centre)).code
    other.hears(
        "Đang có bài trực tiếp chạy. Chọn bài để điều khiển tiếp từ máy này, hoặc mở bài mới.",
        f"{TITLE} (mã {code})",
        "Mở bài mới",
    )
    await other.picks(f"{TITLE} (mã {code})")
    other.hears("Câu 1/2 đang mở: 0/1 người đã trả lời, còn 30 giây.", *ASKING)
    await minh.says("b")
    await centre.later(seconds=1)
    other.hears("Câu 1/2: 1/1 người đúng.…", "Câu 2", "Hiện bảng điểm", "Dừng")
    hoa.hears_nothing()


async def test_pressed_twice_it_goes_on_only_once(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE, PHONES)
    await joins(minh, await room(centre, hoa), 2)
    live = await live_of(centre)
    for _ in range(2):
        await hoa.presses(f"/ttcau {live.id} 1")
        hoa.hears("Câu 1/2 đang mở: 0/1 người đã trả lời, còn 30 giây.", *ASKING)
    minh.hears("Câu 1/2. …", *LETTERS)
    minh.hears_nothing()
    for _ in range(2):
        await hoa.presses(f"/ttdapan {live.id} 1")
    hoa.hears_nothing()
    await centre.later(seconds=1)
    minh.hears("Câu 1: đồng chí chưa trả lời.…")
    minh.hears_nothing()


async def test_stopping_is_asked_and_told(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE, PHONES)
    code = await room(centre, hoa)
    await joins(minh, code, 2)
    await hoa.picks("Bắt đầu")
    hoa.skips()
    minh.skips()
    await minh.says("b")
    minh.skips()
    await hoa.picks("Dừng")
    hoa.hears(
        f"Dừng bài “{TITLE}” ở câu 1/2? Mọi người nhận kết quả đến đây, không chạy tiếp được nữa.",
        "Chạy tiếp", "Dừng hẳn",
    )  # fmt: skip
    await hoa.picks("Dừng hẳn")
    hoa.hears_nothing()  # until every answer that is on its way is surely seen
    await minh.says("c")
    minh.hears("Câu 1 đã hết giờ, không nhận thêm câu trả lời. Xin chờ câu tiếp theo.")
    await centre.later(seconds=1)
    hoa.hears(f"Đã kết thúc “{TITLE}”: 1 người, trung bình 1 điểm sau 1 câu.…")
    minh.hears(f"Bài “{TITLE}” đã kết thúc. Đồng chí đúng 1/1 câu, được 1 điểm, đứng thứ 1 trong 1 người.")
    await minh.says("b")
    minh.hears("Bài trực tiếp này đã kết thúc.")
    await minh.says(code)
    minh.hears("Bài trực tiếp này đã kết thúc.")
    await minh.says("lịch")
    minh.hears("Hiện chưa có buổi học nào sắp tới.…")
    await hoa.says("/tructiep")
    hoa.hears("Lớp NTD-03-2026: lấy câu hỏi ở đâu? …", TITLE, unsorted(2), "Kết quả các lần trước")
    await hoa.picks("Kết quả các lần trước")
    hoa.hears("Xem kết quả của lần nào?", f"23/11 08:00 · {TITLE}")
    await hoa.picks(f"23/11 08:00 · {TITLE}")
    again = hoa.hears(f"Đã kết thúc “{TITLE}”: 1 người, trung bình 1 điểm sau 1 câu.…")
    assert again.message.file is not None
    assert again.message.file.data["rows"] == [[1, "Nguyễn Văn Minh", "Chi bộ thôn Tây", 1.0, 1, 1.0]]


async def test_nobody_is_in_the_room(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE)
    code = await room(centre, hoa)
    await hoa.picks("Bắt đầu")
    hoa.hears("Chưa có ai vào phòng nên chưa bắt đầu được.\n\nPhòng …", *WAITING)
    await hoa.says(code)
    hoa.hears("Máy này đang điều khiển bài, nên không vào trả lời được.")
    await hoa.presses(f"/ttket {(await live_of(centre)).id}")
    hoa.skips()


async def test_who_blocks_us_is_not_waited_for(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    await opened(centre, NOTICE)
    code = await room(centre, hoa)
    await joins(minh, code, 1)
    await joins(lan, code, 1)
    await hoa.picks("Bắt đầu")
    await lan.blocks()
    await minh.says("b")
    await centre.later(seconds=1)
    hoa.hears("Câu 1/1 đang mở: 0/2 người đã trả lời, còn 30 giây.", *ASKING)
    hoa.hears("Câu 1/1: 1/2 người đúng.…\nChưa trả lời: 1\nĐáp án: B. Hai ngày", "Kết thúc", "Hiện bảng điểm", "Dừng")


async def test_out_of_the_room_and_back(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    await opened(centre, NOTICE, PHONES)
    code = await room(centre, hoa)
    await joins(minh, code, 2)
    await joins(lan, code, 2)
    await minh.says("thoát")
    minh.hears(f"Đồng chí đã ra khỏi “{TITLE}”.", "Vào lại")
    await hoa.picks("Bắt đầu")
    minh.hears_nothing()
    await minh.picks("Vào lại")
    minh.hears("Câu 1/2. …", *LETTERS)
    await minh.says("b")
    minh.skips()
    await lan.says("b")
    await centre.later(seconds=1)
    minh.hears("Câu 1: ✓ Đúng.…")
    await minh.says("/thoat")
    minh.skips()
    await minh.says("/thoat")
    minh.hears("Đồng chí không ở trong bài trực tiếp nào. Muốn vào, gõ mã bốn số trên màn hình.")


async def test_the_second_phone_of_a_person_takes_over(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    await opened(centre, NOTICE, PHONES)
    code = await room(centre, hoa)
    await joins(lan, code, 2)
    await joins(minh, code, 2)
    await hoa.picks("Bắt đầu")
    lan.hears("Câu 1/2. …", *LETTERS)
    await minh.says("/kenh")
    minh.skips()
    await minh.picks("Nối thêm kênh")
    words = minh.skips()[-1].message.text
    found = re.search(r"\d{4} \d{4}", words)
    assert found is not None
    zalo = centre.phone("Nguyễn Văn Minh", wire=centre.account("Bot Lớp", PLAIN))
    await zalo.says(found[0])
    zalo.skips()
    await zalo.says(code)
    zalo.hears("Câu 1/2. …", *LETTERS)
    await zalo.says("b")
    zalo.hears_nothing()
    minh.skips()
    await lan.says("a")
    await centre.later(seconds=1)
    zalo.hears("Câu 1: ✓ Đúng.…")
    minh.hears_nothing()


async def test_two_rooms_at_once(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    binh = await centre.coordinator("Phạm Văn Bình")
    await opened(centre, NOTICE)
    first = await room(centre, hoa)
    await binh.says("/tructiep")
    binh.skips()
    await binh.picks("Mở bài mới")
    binh.skips()
    await binh.picks(TITLE)
    binh.skips()
    await binh.picks("Mở phòng")
    second = binh.skips()[0].message.text.split("Mã: ")[1][:4]
    assert first != second
    await joins(minh, first, 1)
    await joins(lan, second, 1)
    await hoa.picks("Bắt đầu")
    minh.hears("Câu 1/1. …", *LETTERS)
    lan.hears_nothing()
    await binh.picks("Bắt đầu")
    lan.hears("Câu 1/1. …", *LETTERS)
    await lan.says("b")
    await minh.says("a")
    minh.skips()
    lan.skips()
    await centre.later(seconds=1)
    lan.hears("Câu 1: ✓ Đúng.…")
    minh.hears("Câu 1: ✗ Chưa đúng.…")
    hoa.skips()
    binh.hears("Câu 1/1 đang mở: …", *ASKING)
    binh.hears("Câu 1/1: 1/1 người đúng.…", "Kết thúc", "Hiện bảng điểm", "Dừng")


async def test_a_chapter_of_the_bank_with_points_for_speed(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    rows = [replace(NOTICE, stem=f"Câu số {number}?", chapter="Chương 1") for number in range(1, 9)]
    await opened(centre, *rows)
    await hoa.says("/tructiep")
    hoa.hears("Lớp NTD-03-2026: lấy câu hỏi ở đâu? …", TITLE, "Ngân hàng: Chương 1 (8 câu)")
    await hoa.picks("Ngân hàng: Chương 1 (8 câu)")
    hoa.hears("“Chương 1” có 8 câu dùng được. Lấy mấy câu?", "5 câu", "8 câu")
    await hoa.picks("5 câu")
    hoa.hears("“Chương 1”: 5 câu.\nMỗi câu 30 giây.…", *RULES)
    await hoa.picks("Thưởng trả lời sớm")
    hoa.hears(
        "“Chương 1”: 5 câu.\nMỗi câu 30 giây.\nMỗi câu đúng 1 điểm, trả lời sớm được thêm tới nửa điểm.\n…",
        *RULES[:-1],
        "Không thưởng",
    )
    await hoa.picks("Mở phòng")
    code = hoa.hears("Phòng “Chương 1”, 5 câu. …", *WAITING).message.text.split("Mã: ")[1][:4]
    await minh.says(code)
    minh.skips()
    await hoa.picks("Bắt đầu")
    minh.hears("Câu 1/5. Câu số …", *LETTERS)
    centre.now = (await live_of(centre)).opens_at  # type: ignore[assignment]
    await centre.later(seconds=15)
    await minh.says("b")
    minh.skips()
    await centre.later(seconds=1)
    minh.hears("Câu 1: ✓ Đúng.\n…\nTrả lời sớm: thêm 0,25 điểm.\nĐiểm của đồng chí: 1,25 sau 1 câu.")


async def test_kinds_that_do_not_suit_a_room_are_left_out(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    essay = replace(NOTICE, kind="essay", stem="Nêu cảm nghĩ.", options=[], key=[])
    await opened(centre, NOTICE, essay)
    await hoa.says("/tructiep")
    hoa.skips()
    await hoa.picks(TITLE)
    hoa.hears(
        f"“{TITLE}”: 1 câu.\nBỏ 1 câu ghép cặp, xếp thứ tự hoặc tự luận vì không hợp với cách làm này.\n…", *RULES
    )


async def test_nothing_to_ask(centre: TestCentre, hoa: Phone) -> None:
    await hoa.says("/tructiep")
    hoa.hears("Chưa có lớp nào đang mở. Xin gửi danh sách lớp (tệp Excel) vào đây để mở lớp.")
    await centre.roster("NTD-03-2026", ("Trần Thị Lan", "1990"))
    await hoa.says("/tructiep")
    hoa.hears("Lớp NTD-03-2026 chưa có bài trắc nghiệm hay câu hỏi nào đã duyệt. Xin gửi tệp câu hỏi vào đây trước.")
    await centre.roster("NTD-04-2026", ("Trần Thị Lan", "1990"))
    await opened(centre, replace(NOTICE, kind="essay", options=[], key=[]))
    await hoa.says("/tructiep")
    hoa.hears("Làm bài trực tiếp ở lớp nào?", "NTD-03-2026", "NTD-04-2026")
    await hoa.picks("NTD-03-2026")
    hoa.skips()
    await hoa.picks(TITLE)
    hoa.hears(f"“{TITLE}” không có câu nào trả lời nhanh trên điện thoại được. …", "Mở bài mới")


async def test_a_learner_leads_nothing(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE)
    await room(centre, hoa)
    live = await live_of(centre)
    for command in ("/tructiep", f"/ttcau {live.id} 1", f"/ttket {live.id}"):
        await minh.presses(command)
    assert (await live_of(centre)).state == "waiting"


async def test_an_instructor_may_lead(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE)
    person = await minh.person()

    def appoint(session: Session) -> None:
        people.grant(session.get_one(Person, person.id), people.INSTRUCTOR)

    await centre.run(appoint)
    await room(centre, minh)


async def test_the_plan_may_not_suffice(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE)
    code = await room(centre, hoa)
    await joins(minh, code, 1)

    def nearly_used_up(session: Session) -> None:
        plans.agree(session, centre.wire.account_id, 50, 100, incoming=False)
        plans.note(session, centre.wire.account_id, plans.month_of(centre.now, centre.about.zone), sent=98)

    await centre.run(nearly_used_up)
    await hoa.picks("Bắt đầu")
    hoa.hears(
        "Wire còn 2 tin trong tháng này, bài này cần khoảng 3 tin. "
        "Hết tin thì người dùng kênh đó không nhận được câu hỏi.",
        "Vẫn bắt đầu",
        "Dừng",
    )
    minh.hears_nothing()
    await hoa.picks("Vẫn bắt đầu")
    minh.hears("Câu 1/1. …", *LETTERS)


async def test_a_quiz_at_home_gives_way_and_is_not_lost(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE)
    await joins(minh, await room(centre, hoa), 1)
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    minh.hears("Câu 1/1. …", *LETTERS)
    await hoa.picks("Bắt đầu")
    minh.hears(f"Câu 1/1. {DAYS}\n{TIME}", *LETTERS)
    await minh.says("b")
    minh.skips()
    await centre.later(seconds=1)
    minh.hears("Câu 1: ✓ Đúng.…")
    await minh.says("/tracnghiem")
    minh.hears("Làm tiếp bài…Câu 1/1. …", *LETTERS)


async def test_what_is_forgotten_ends_by_itself(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE)
    await joins(minh, await room(centre, hoa), 1)
    await centre.later(hours=2)
    assert (await live_of(centre)).state == "waiting"
    await centre.later(hours=2)
    assert (await live_of(centre)).state == "over"
    await centre.later(minutes=16)
    assert (await live_of(centre)).code is None
    minh.hears_nothing()


async def live_of(centre: TestCentre) -> LiveQuiz:
    return await centre.run(lambda session: session.exec(select(LiveQuiz)).one())


async def test_commands_still_work_in_the_room(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    await opened(centre, NOTICE)
    code = await room(centre, hoa)
    await joins(lan, code, 1)
    await joins(minh, code, 1)
    await minh.says("lịch")
    minh.hears("Hiện chưa có buổi học nào sắp tới.…")
    await hoa.picks("Bắt đầu")
    minh.hears("Câu 1/1. …", *LETTERS)
    await minh.says("tôi không biết chọn gì")
    minh.hears("Trợ lý chưa hiểu. Xin trả lời câu 1 ở trên.", *LETTERS)
    await minh.picks("B")
    notes(minh, "…Đã ghi nhận: B. Hai ngày")


async def test_every_account_in_the_room_is_woken(
    centre: TestCentre, hoa: Phone, minh: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or its phones would get the question up to a second later."""
    await opened(centre, NOTICE)
    other = centre.account("Bot Lớp", PLAIN)
    zalo = centre.phone("Nguyễn Văn Minh", wire=other)
    await minh.says("/kenh")
    minh.skips()
    await minh.picks("Nối thêm kênh")
    found = re.search(r"\d{4} \d{4}", minh.skips()[-1].message.text)
    assert found is not None
    await zalo.says(found[0])
    zalo.skips()
    await joins(zalo, await room(centre, hoa), 1)
    woken: set[int] = set()
    monkeypatch.setattr(centre.dispatcher, "wake", woken.add)
    await hoa.picks("Bắt đầu")
    assert woken == {centre.wire.account_id, other.account_id}
    zalo.hears("Câu 1/1. …", *LETTERS)


async def test_questions_with_pictures(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await opened(centre, NOTICE, BRING)

    def with_pictures(session: Session) -> None:
        for question in session.exec(select(Question)):
            question.picture_id = stored.keep(session, "so-do.png", b"png", centre.now)

    await centre.run(with_pictures)
    known.forget()
    await joins(minh, await room(centre, hoa), 2)
    await hoa.picks("Bắt đầu")
    file = minh.hears(f"Câu 1/2. {DAYS}\n{TIME}", *LETTERS).message.file
    assert file is not None and file.name == "so-do.png"
    await minh.picks("B")
    notes(minh, "Đã ghi nhận: B. Hai ngày")  # a picture's text is not changed
    await centre.later(seconds=1)
    minh.hears("Câu 1: ✓ Đúng.…")
    hoa.skips()
    await centre.later(seconds=2)
    await hoa.picks("Câu 2")
    file = minh.hears("Hình của câu 2:").message.file
    assert file is not None
    minh.hears("Câu 2/2. Khi đến lớp cần mang những gì?…", *LETTERS, "Xong")


async def test_in_english(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    """Each phone in its own language."""
    await opened(centre, PHONES)
    await joins(minh, await room(centre, hoa), 1)
    await minh.says("/language")
    minh.skips()
    await minh.picks("English")
    minh.skips()
    await hoa.picks("Bắt đầu")
    minh.hears("Question 1/1. Trong giờ học được nghe điện thoại.\nAnswer within 30 seconds.", "True", "False")
    await minh.says("false")
    minh.skips()
    await centre.later(seconds=1)
    minh.hears("Question 1: ✓ Right.\n…\nPoints so far: 1 after 1 questions for you.")


def test_buttons_fit() -> None:
    """Telegram takes 64 bytes in a button."""
    source = f"c{2**31}.{2**31}.50"
    assert len(f"/ttbai {source} 30 nameless 1".encode()) <= 64
    assert len(f"/traloinhanh {2**31} 50 {2**20}".encode()) <= 64
