"""Makes docs/pictures and docs/mau anew: `python -m tests.web.pictures`, or `make pictures`."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from playwright.async_api import Browser

from bot.demo import sample
from storage.files.questions import QuestionRow
from tests.web import essay_pictures, quiz_pictures, templates
from tests.web.browser import chromium
from tests.web.camera import PICTURES, TODAY, Camera, demo
from tests.web.hand import Hand

WIDTH = 1760  # as wide as four phones like to be
FIRST = sample.FIRST_COHORT
NEW = "NTD-04-2026"
ANNOUNCED = "Chào {ten}, ngày mai lớp {lop} học cả ngày, trung tâm có cơm trưa. Xin bấm Đã nhận khi đã đọc."


async def main() -> None:
    templates.make_all()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    async with chromium() as browser:
        async with demo() as address:
            await guide(await opened(browser, address, 1.5))
        async with demo() as address:
            await zalo_guide(await opened(browser, address, 1.5))
        async with demo() as address:
            await all_four(await opened(browser, address, 1))


async def opened(browser: Browser, address: str, scale: float) -> Camera:
    page = await browser.new_page(viewport={"width": WIDTH, "height": 900}, device_scale_factor=scale)
    hand = Hand(page, address)
    await hand.opens()
    return Camera(hand)


async def guide(camera: Camera) -> None:
    """One picture for each task of docs/huong-dan-giao-vu.md, one phone at a time."""
    await registering(camera)
    await classes(camera)
    await reminding(camera)
    await asking(camera)
    with tempfile.TemporaryDirectory() as folder:
        await roster(camera, Path(folder))
        await timetable(camera, Path(folder))
    await questions(camera)
    with tempfile.TemporaryDirectory() as folder:
        await quiz_pictures.bank(camera, Path(folder))
    await quiz_pictures.made(camera)
    await quiz_pictures.people(camera)
    await quiz_pictures.figures(camera)
    with tempfile.TemporaryDirectory() as folder:
        await essay_pictures.essay(camera, Path(folder))
    await broadcasting(camera)
    await learners(camera)
    await quiz_pictures.room(camera)
    await quiz_pictures.review(camera)


async def registering(camera: Camera) -> None:
    hand = camera.hand
    await hand.types("lan", "/start")
    await hand.taps("lan", "Đồng ý")
    await hand.types("lan", "tran thi lan")
    await hand.types("lan", "5/3/1990")
    await hand.taps("lan", "Đúng")
    await camera.shoots("lan", "dang-ky")
    for said in ("start", "đồng ý", "Nguyễn Văn Minh", "20/11/1988", "1"):
        await hand.types("minh", said)
    await camera.starts("minh")


async def classes(camera: Camera) -> None:
    hand = camera.hand
    await hand.types("hoa", "/lop")
    await hand.taps("hoa", FIRST)
    await camera.shoots("hoa", "lop")
    await hand.taps("hoa", "Lấy mã QR")
    await camera.shoots("hoa", "ma-qr")
    await hand.taps("hoa", f"Xem lớp {FIRST}")
    await camera.starts("hoa")
    await hand.taps("hoa", "Tải bảng tiến độ")
    await camera.shoots("hoa", "bang-tien-do")


async def reminding(camera: Camera) -> None:
    hand = camera.hand
    await hand.taps("hoa", "Đổi giờ nhắc hôm trước")
    await hand.types("hoa", "18:30")
    await camera.shoots("hoa", "gio-nhac")
    await hand.jumps("Đến tin nhắc kế tiếp")
    for key in ("lan", "minh"):
        await hand.waits_for(key, "Chuyên đề 3")
    await camera.shoots("minh", "nhac-lich")


async def asking(camera: Camera) -> None:
    hand = camera.hand
    await camera.starts("lan")
    await hand.types("lan", "Chiều mai tôi đi công tác, xin nghỉ một buổi được không?")
    await hand.taps("lan", "Gửi cho cán bộ giáo vụ")
    await hand.waits_for("hoa", "Câu hỏi của")
    await hand.taps("hoa", "Trả lời")
    await hand.types("hoa", "Được. Đồng chí gửi giấy xin nghỉ trước 13 giờ, rồi mượn vở ghi của tổ.")
    await camera.shoots("hoa", "tra-loi")
    await hand.waits_for("lan", "Cán bộ giáo vụ trả lời")
    await camera.shoots("lan", "cau-hoi-cua-hoc-vien")
    await hand.types("lan", "/dulieu")
    await camera.shoots("lan", "du-lieu")


async def roster(camera: Camera, folder: Path) -> None:
    hand = camera.hand
    await hand.attaches("hoa", templates.FOLDER / "danh-sach.xlsx")
    await hand.taps("hoa", "Lớp mới")
    await hand.types("hoa", NEW)
    await camera.shoots("hoa", "gui-danh-sach")
    await hand.taps("hoa", sample.PROGRAMMES[0])
    await camera.shoots("hoa", "xem-truoc-danh-sach")
    await hand.taps("hoa", "Lưu", answers=0)
    await camera.starts("hoa", back=1)
    await camera.shoots("hoa", "da-luu-danh-sach")
    wrong = folder / "danh-sach-bo-sung.xlsx"
    templates.write(replace(templates.roster(), title=f"DANH SÁCH BỔ SUNG LỚP {NEW}", rows=WITH_MISTAKES), wrong)
    await hand.attaches("hoa", wrong)
    await hand.taps("hoa", NEW)
    await camera.starts("hoa", back=1)
    await camera.shoots("hoa", "can-xem-lai")
    await hand.taps("hoa", "Bỏ", answers=0)


WITH_MISTAKES = [
    [1, "Đỗ Văn Bách", "31/2/1990", "Nam", "Chi bộ thôn Tây", "", "09123", ""],
    [2, "", "6/8/1992", "Nữ", "Chi bộ thôn Đông", "", "", ""],
    [3, "Nguyễn Thị Nga", "4/5/1982", "", "Chi bộ thôn Đông", "", "", ""],
]


async def timetable(camera: Camera, folder: Path) -> None:
    """The demo's own timetable, with one lesson moved to the next day and another room."""
    hand = camera.hand
    lessons = []
    for row in sample.timetable(FIRST, TODAY):
        hours = f"{row.starts:%Hh%M} - {row.ends:%Hh%M}"
        moved = row.topic == "Thảo luận tổ"
        day, place = (row.date + timedelta(days=1), templates.HALL) if moved else (row.date, row.place)
        lessons.append((day, "", hours, row.topic, row.instructor, place))
    templates.write(templates.timetable(FIRST, lessons), folder / "lich-hoc-sua.xlsx")
    await camera.starts("hoa")
    await camera.starts("lan")
    await hand.attaches("hoa", folder / "lich-hoc-sua.xlsx")
    await hand.taps("hoa", FIRST)
    await camera.shoots("hoa", "nhap-lich")
    await hand.taps("hoa", "Lưu", answers=0)
    await camera.starts("hoa")
    await hand.waits_for("lan", "có thay đổi")
    await camera.shoots("lan", "doi-lich")


async def questions(camera: Camera) -> None:
    hand = camera.hand
    await hand.attaches("hoa", templates.FOLDER / "cau-hoi.xlsx")
    await hand.taps("hoa", FIRST)
    await hand.types("hoa", "Ôn nội quy")
    await camera.shoots("hoa", "nhap-cau-hoi")
    await hand.taps("hoa", "Lưu và duyệt luôn", answers=0)
    await camera.starts("hoa")
    await hand.waits_for("lan", "bài trắc nghiệm mới")
    await hand.taps("lan", "Làm bài")
    await hand.taps("lan", "Bắt đầu")
    await hand.taps("lan", "B")
    await camera.shoots("lan", "trac-nghiem")
    for said in ("a, b", "đúng", "6", "im lang"):
        await hand.types("lan", said)
    await camera.starts("lan", back=3)
    await camera.shoots("lan", "ket-qua-trac-nghiem")
    await hand.types("lan", "/tiendo")
    await camera.shoots("lan", "tien-do")


async def broadcasting(camera: Camera) -> None:
    hand = camera.hand
    await camera.starts("hoa")
    await hand.types("hoa", "/thongbao")
    await hand.taps("hoa", "Một lớp")
    await hand.taps("hoa", f"{FIRST} (24 người)")
    await camera.shoots("hoa", "thong-bao-cho-ai")
    await hand.types("hoa", ANNOUNCED)
    await hand.taps("hoa", "Thêm nút “Đã nhận”", answers=0)
    await camera.shoots("hoa", "thong-bao-xem-truoc")
    await camera.starts("hoa", back=1)
    await hand.taps("hoa", "Gửi ngay")
    await hand.waits_for("hoa", "Đã gửi:")
    await camera.shoots("hoa", "thong-bao-ket-qua")
    for key in ("lan", "minh"):
        await hand.waits_for(key, "cơm trưa")
    await hand.taps("lan", "Đã nhận")
    await camera.shoots("lan", "thong-bao-hoc-vien")
    await hand.types("minh", "da nhan")
    await hand.types("hoa", "/ketqua")
    await hand.bubbles("hoa").last.get_by_role("button").first.click()
    await hand.waits_for("hoa", "2/17 người")
    await camera.shoots("hoa", "ket-qua")
    await hand.taps("hoa", "Ai chưa nhận được?")
    await hand.taps("hoa", "Ai chưa bấm “Đã nhận”?")
    await camera.shoots("hoa", "ai-chua-nhan")


async def learners(camera: Camera) -> None:
    hand = camera.hand
    await hand.types("hoa", "/nguoihoc nga")
    await hand.taps("hoa", f"Nguyễn Thị Nga, 04/05/1982, {FIRST}")
    await camera.shoots("hoa", "tim-hoc-vien")
    await hand.types("hoa", "/nguoihoc tran thi lan")
    await hand.taps("hoa", "Gỡ điện thoại")
    await camera.shoots("hoa", "go-dien-thoai")


async def zalo_guide(camera: Camera) -> None:
    """The pictures of docs/huong-dan-zalo.md: everything typed, a second channel, and whom to phone."""
    hand = camera.hand
    for said in ("start", "đồng ý", "nguyen van minh", "20/11/1988", "1"):
        await hand.types("minh", said)
    await camera.shoots("minh", "zalo-dang-ky")
    for said in ("start", "đồng ý", sample.LAN.name, sample.LAN.typed_birth, "1"):
        await hand.types("lan", said)
    await camera.starts("lan")
    await hand.types("lan", "/kenh")
    code = (await hand.taps("lan", "Nối thêm kênh")).partition("Mã nối kênh: ")[2][:9]
    await camera.shoots("lan", "zalo-lay-ma")
    await hand.types("zalo", code)
    await hand.waits_for("lan", "Đã nối thêm kênh")
    await hand.types("zalo", "kenh")
    await camera.shoots("zalo", "zalo-noi-kenh")
    await hand.types("hoa", "/lop")
    await hand.taps("hoa", FIRST)
    await camera.starts("hoa", back=1)
    await camera.shoots("hoa", "zalo-lop")
    await hand.jumps("Đến tin nhắc kế tiếp")
    await hand.waits_for("zalo", "Chuyên đề 3")
    await camera.shoots("zalo", "zalo-nhac-lich")
    await calling(camera)
    await camera.shoots("hoa", "zalo-can-goi")
    await hand.taps("hoa", "Tải danh sách (Excel)")
    await camera.shoots("hoa", "zalo-can-goi-excel")


async def calling(camera: Camera) -> None:
    """Hoa phones all but the last three: the whole list would be a picture too tall to look at."""
    hand = camera.hand
    said = await hand.types("hoa", "/cangoi")
    while "Cần gọi điện: 3 người" not in said:
        label = await hand.bubbles("hoa").last.get_by_role("button").first.inner_text()
        said = await hand.taps("hoa", label, answers=2)
    await camera.starts("hoa", back=2)


async def all_four(camera: Camera) -> None:
    """The picture of the READMEs: own progress, notices on Zalo, a quiz, and what became of a broadcast."""
    hand = camera.hand
    for key, learner in (("lan", sample.LAN), ("minh", sample.MINH)):
        for said in ("start", "đồng ý", learner.name, learner.typed_birth, "1"):
            await hand.types(key, said)
    await hand.types("lan", "kenh")
    await hand.types("zalo", (await hand.types("lan", "1")).partition("Mã nối kênh: ")[2][:9])
    await hand.waits_for("lan", "Đã nối thêm kênh")
    for said in ("thong bao", "1", "2", ANNOUNCED, "3", "1"):
        await hand.types("hoa", said)
    for key in ("zalo", "minh"):
        await hand.waits_for(key, "cơm trưa")
        await hand.types(key, "da nhan")
    await hand.waits_for("hoa", "Đã gửi:")
    await asyncio.sleep(1)  # until nothing but reminders waits
    await hand.jumps("Đến tin nhắc kế tiếp")
    await hand.waits_for("minh", "Chuyên đề 3")
    for said in ("trac nghiem", "1", "b"):
        await hand.types("minh", said)
    await hand.jumps("Đến tin nhắc kế tiếp")
    await hand.waits_for("minh", "sắp có buổi học")
    for said in ("trac nghiem", "1", *map(answer, sample.QUESTIONS[:-1]), "c", "tien do"):
        await hand.types("lan", said)
    await hand.types("hoa", "ket qua")
    await hand.types("hoa", "1")
    await camera.shoots_all("phones")


def answer(question: QuestionRow) -> str:
    """What a learner types to be right."""
    if question.kind == "number":
        return f"{question.number:g}"
    if question.kind == "truefalse":
        return question.options[question.key[0]]
    return question.accepted[0] if question.accepted else ", ".join("abcdefgh"[place] for place in question.key)


if __name__ == "__main__":
    asyncio.run(main())
