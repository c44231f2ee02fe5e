"""The pictures of docs/huong-dan-trac-nghiem.md, the projector's among them."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from playwright.async_api import Page, ViewportSize

from bot.demo import sample
from tests.web.camera import Camera, shrink
from tests.web.hand import Hand

PROJECTOR: ViewportSize = {"width": 1280, "height": 720}


DRAFTS = """CHƯƠNG 1. NỘI QUY
Câu 1: Đi học muộn quá bao nhiêu phút thì tính là vắng?
A. 5 phút
B. 15 phút
C. 30 phút
Đáp án: B
Giải thích: Quá 15 phút, buổi học được tính là vắng.
Câu 2: Thẻ học viên phải đeo trong suốt buổi học.
A. Đúng
B. Sai
Đáp án: A
"""


async def bank(camera: Camera, folder: Path) -> None:
    """Sections 1 to 4: a text file, approval, the desk, the rules."""
    hand, file = camera.hand, folder / "Kiểm tra nội quy.txt"
    file.write_text(DRAFTS, encoding="utf-8")
    await camera.starts("hoa")
    await hand.attaches("hoa", file)
    await hand.taps("hoa", sample.FIRST_COHORT)
    await hand.taps("hoa", "Dùng tên này")
    await camera.shoots("hoa", "tn-xem-truoc")
    await hand.taps("hoa", "Lưu, duyệt sau", answers=0)
    await camera.starts("hoa")
    await hand.types("hoa", "/duyet")
    await camera.shoots("hoa", "tn-duyet")
    await hand.taps("hoa", "Duyệt")
    await hand.taps("hoa", "Duyệt")
    await camera.starts("hoa")
    await hand.types("hoa", "/kiemtra")
    await hand.taps("hoa", sample.FIRST_COHORT)
    await camera.shoots("hoa", "tn-danh-sach")
    await hand.taps("hoa", "1")
    await camera.shoots("hoa", "tn-bai")
    await hand.taps("hoa", "Quy định")
    await camera.shoots("hoa", "tn-quy-dinh")


async def made(camera: Camera) -> None:
    """Section 3: a quiz of draws, and the ways to open it."""
    hand = camera.hand
    await hand.types("hoa", "/kiemtra")
    await hand.taps("hoa", sample.FIRST_COHORT)
    await hand.taps("hoa", "Bài mới")
    await camera.starts("hoa")
    await hand.types("hoa", "Kiểm tra giữa khóa")
    await hand.types("hoa", "2 câu chương 1, 5 câu nội quy")
    await camera.shoots("hoa", "tn-rut-cau")
    await hand.taps("hoa", "Xong")
    await camera.starts("hoa")
    await hand.taps("hoa", "Mở bài")
    await camera.shoots("hoa", "tn-mo-bai")
    await hand.taps("hoa", "Mở ngay")
    await hand.waits_for("lan", "Kiểm tra giữa khóa")


async def people(camera: Camera) -> None:
    """Section 5: who has not done it, and more time for one learner."""
    hand = camera.hand
    await _card_of(hand, sample.QUIZ)
    await camera.starts("hoa")
    await hand.taps("hoa", "Ai chưa làm")
    await camera.shoots("hoa", "tn-chua-lam")
    await _card_of(hand, sample.QUIZ)
    await camera.starts("hoa")
    await hand.taps("hoa", "Thêm giờ cho một người")
    await hand.types("hoa", sample.MINH.name)
    await hand.taps("hoa", "Giờ đóng riêng")
    await hand.types("hoa", "17h mai")
    await camera.shoots("hoa", "tn-them-gio")


async def _card_of(hand: Hand, title: str) -> None:
    await hand.types("hoa", "/kiemtra")
    listed = await hand.taps("hoa", sample.FIRST_COHORT)
    found = re.search(rf"(\d+)\. {title}:", listed)
    assert found is not None, listed
    await hand.taps("hoa", found[1])


async def figures(camera: Camera) -> None:
    """Section 6: statistics, a wrong key that is corrected, and a question that is faulty."""
    hand = camera.hand
    await camera.starts("hoa")
    await hand.types("hoa", "/thongke")
    await hand.taps("hoa", sample.FIRST_COHORT)
    await hand.taps("hoa", "2", answers=2)
    await camera.starts("hoa", back=2)
    await camera.shoots("hoa", "tn-thong-ke")
    await hand.taps("hoa", "Xem từng câu", answers=0)
    await camera.starts("hoa", back=1)
    await camera.shoots("hoa", "tn-tung-cau")
    await hand.taps("hoa", "Câu có lỗi")
    await camera.shoots("hoa", "tn-cau-loi")
    await hand.types("hoa", "/thongke")
    await hand.taps("hoa", sample.FIRST_COHORT)
    await hand.taps("hoa", "1", answers=2)
    await hand.taps("hoa", "Xem từng câu", answers=0)
    for _ in range(3):  # to the one that Lan answered as the key should have been
        await hand.taps("hoa", "Câu sau", answers=0)
    await hand.taps("hoa", "Sửa đáp án")
    await camera.starts("hoa", back=1)
    await camera.starts("lan")
    await hand.types("hoa", "6")
    await hand.taps("hoa", "Viết thêm lời nhắn")
    await hand.types("hoa", "Đề in nhầm đáp án, trung tâm xin lỗi các đồng chí.")
    await camera.shoots("hoa", "tn-sua-dap-an")
    await hand.waits_for("lan", "Đáp án một câu")
    await camera.shoots("lan", "tn-doi-diem")


async def room(camera: Camera) -> None:
    """Section 8: the room opened, one question, its answer, the end."""
    hand = camera.hand
    await camera.starts("hoa")
    await hand.types("hoa", "/tructiep")
    await hand.taps("hoa", sample.FIRST_COHORT)
    await camera.starts("hoa")
    await hand.taps("hoa", sample.QUIZ)
    await camera.shoots("hoa", "tt-cach-lam")
    opened = await hand.taps("hoa", "Mở phòng")
    found = re.search(r"Mã: (\d{4})", opened)
    assert found is not None, opened
    browser = hand.page.context.browser
    assert browser is not None
    projector = await browser.new_page(viewport=PROJECTOR)
    await projector.goto(f"{hand.address}/live/{found[1]}")
    await camera.starts("lan")
    await hand.types("lan", found[1])
    await hand.types("minh", found[1])
    await projector.get_by_text("2 người đã vào").wait_for()
    await shown(camera, projector, "tt-man-hinh-ma")
    await camera.starts("hoa", back=1)
    await hand.taps("hoa", "Bắt đầu")
    await hand.waits_for("lan", "Câu 1/")
    await camera.shoots("lan", "tt-cau-hoi")
    await hand.taps("lan", "B", answers=0)
    await projector.get_by_text("1/2").wait_for()
    await shown(camera, projector, "tt-man-hinh-cau-hoi")
    await hand.types("minh", "a", answers=1)
    await projector.get_by_text("người đúng").wait_for()
    await shown(camera, projector, "tt-man-hinh-dap-an")
    await hand.waits_for("hoa", "người đúng")
    await camera.starts("hoa", back=1)
    await camera.shoots("hoa", "tt-dieu-khien")
    await hand.taps("hoa", "Hiện bảng điểm", answers=0)
    await projector.get_by_text("Cao nhất đến lúc này").wait_for()
    await shown(camera, projector, "tt-man-hinh-bang")
    await hand.taps("hoa", "Dừng")
    await hand.taps("hoa", "Dừng hẳn")
    await hand.waits_for("lan", "đã kết thúc")
    await projector.close()


async def review(camera: Camera) -> None:
    """Section 9, on the day after."""
    hand = camera.hand
    await hand.jumps("+1 ngày")
    await camera.starts("lan")
    await hand.types("lan", "/ontap")
    await hand.taps("lan", "Ôn ngay")
    await camera.shoots("lan", "on-tap")


async def shown(camera: Camera, projector: Page, name: str) -> None:
    await asyncio.sleep(1.5)  # bars grow
    await projector.screenshot(path=camera.folder / f"{name}.png")
    shrink(camera.folder / f"{name}.png")
