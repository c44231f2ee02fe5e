"""The pictures of section 7 of docs/huong-dan-trac-nghiem.md: an essay set, handed in and marked."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

from bot.demo import sample
from tests.web.camera import Camera

TITLE = "Thu hoạch cuối khóa"


async def essay(camera: Camera, folder: Path) -> None:
    await _set(camera)
    await _handed_in(camera, folder)
    await _marked(camera)
    await camera.starts("lan")
    await camera.hand.jumps("+1 giờ")  # a mark can be put right for ten minutes
    await camera.hand.waits_for("lan", "8,5 điểm")
    await camera.shoots("lan", "th-diem")


async def _set(camera: Camera) -> None:
    hand = camera.hand
    await hand.types("hoa", "/thuhoach")
    await hand.taps("hoa", "Giao bài mới")
    await hand.taps("hoa", sample.FIRST_COHORT)
    await camera.starts("hoa")
    await hand.types("hoa", TITLE)
    await hand.types("hoa", "Đồng chí đã học được gì để làm tốt hơn việc của mình? Viết khoảng hai trang.")
    await hand.types("hoa", "17h 30/11")
    await camera.shoots("hoa", "th-giao-bai")
    await camera.starts("lan")
    await hand.taps("hoa", "Giao bài và báo lớp")
    await hand.waits_for("lan", TITLE)


async def _handed_in(camera: Camera, folder: Path) -> None:
    hand = camera.hand
    page = folder / "trang 1.jpg"
    _written_page(page)
    await hand.taps("lan", "Xem và nộp bài")
    await hand.taps("lan", "Nộp bài")
    await hand.attaches("lan", page)
    await hand.taps("lan", "Nộp")
    await camera.shoots("lan", "th-nop-bai")


async def _marked(camera: Camera) -> None:
    hand = camera.hand
    await camera.starts("hoa")
    await hand.types("hoa", "/cham")
    await hand.taps("hoa", "1", answers=3)
    await hand.types("hoa", "8,5")
    await hand.types("hoa", "Nêu được việc cụ thể ở chi bộ. Phần kết nên ngắn hơn.")
    await hand.taps("hoa", "Ghi điểm")
    await camera.shoots("hoa", "th-cham")


def _written_page(path: Path) -> None:
    """A photo of a page with lines that look written."""
    page = Image.new("RGB", (480, 640), "#f7f3e8")
    draw = ImageDraw.Draw(page)
    for line in range(60, 600, 30):
        draw.line([(40, line), (440 - line % 7 * 20, line)], fill="#33415c", width=3)
    page.save(path, quality=80)
