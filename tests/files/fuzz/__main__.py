"""`python -m tests.files.fuzz [SECONDS [PARSER]]`: real files, broken at random, for so long with each parser."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from storage.files import (
    aiken,
    docx_child,
    gift,
    html_text,
    marked_lines,
    moodle_writing,
    moodle_xml,
    question_text,
    sheet_child,
)
from storage.files.question_rows import Picture, QuestionRow
from storage.files.sheets import Unreadable
from tests.files.documents import docx, lines, paragraph, run, table
from tests.files.workbooks import xlsx

SLOW = 5.0  # seconds that no file may take

ROWS = [
    QuestionRow(1, "", "single", "Mấy giờ học?", ["7 giờ", "7 giờ 30"], [1], explanation="Điều 1", chapter="Chương 1"),
    QuestionRow(2, "", "multiple", "Mang gì?", ["Thẻ", "Quà", "Vở"], [0, 2], feedbacks=["ừ", "", ""]),
    QuestionRow(3, "", "matching", "Ghép", ["1", "2"], [0, 1], lefts=["a", "b"]),
    QuestionRow(4, "", "short", "Ở đâu?", accepted=["hội trường*", "tầng 2"], weights=[1.0, 0.5], wildcards=True),
    QuestionRow(5, "", "number", "x < y & z?", number=7.5, tolerance=0.1, more_numbers=[(7.0, 1.0, 0.5)], tags=["cũ"]),
    QuestionRow(6, "", "ordering", "Xếp", ["một", "hai"], picture=Picture("a.png", b"\x89PNG\r\n\x1a\n")),
    QuestionRow(7, "", "truefalse", "Đúng không?", ["Đúng", "Sai"], [0], source="Nội quy", level="Dễ"),
]
GIFT = (
    "$CATEGORY: $course$/a/b\n\n// [tag:x] [id:1]\n::N::Hỏi? {=a#x ~%50%b ~c\n####vì}\n\nSố {#1..5 ~#sai}\n\n"
    'Ghép {=a -> 1 =b -> 2}\n\n[html]<p>Hỏi <b>gì</b>&nbsp;?</p><img src\\="a.png"> {T#a#b}\n\n'
    "Xếp {>2 ALL\nmột\nhai}\n\n"
    "[markdown]**Ở** {=%100%x*#y =z\\*} đâu\n"
)
PAGE = "<ol><li><p style='x'>a&amp;b &#7841;</p></li></ol><!-- c --><table><tr><td>1</td></tr></table>x<sup>2</sup><a href=\"http://x\">y</a>"
TEXT = "CHƯƠNG I\nCâu 1: Hỏi (NB)?\nA. a B. b C. c\nĐáp án: B\nLời giải: vì\n1. x\na/ y\n*b/ z\nBẢNG ĐÁP ÁN\n1-B 2-A\n"
AIKEN = "Hỏi?\nA. a\nB) b\nANSWER: B\n"
DOCUMENT = docx(
    *lines("CHƯƠNG I", "Câu 1: Hỏi?", "A. a", "!B. b"), paragraph(run("Hai?"), level=0), paragraph(run("x"), level=1),
    *lines("ĐÁP ÁN"), table(["1"], ["B"]),
    styles='<w:style w:styleId="a"><w:basedOn w:val="a"/><w:rPr><w:b/></w:rPr></w:style>',
    footnotes='<w:footnote w:id="1"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>',
)  # fmt: skip


def read_document(data: bytes) -> None:
    """Reads it in this process, broken in its parts too: a broken archive seldom reaches the reader."""
    answer = docx_child.answer(data).decode()
    if not answer.startswith("{"):
        question_text.read(marked_lines.unpacked(answer))


def read_body(data: bytes) -> None:
    """Reads the data as the body of a document."""
    read_document(docx(data.decode("utf-8", "replace")))


BODY = "".join(
    [
        *lines("Câu 1: Hỏi?", "A. a", "!B. b", "ĐÁP ÁN"), table(["1", "2"], ["B", "A"]),
        "<w:p><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath></w:p>",
        "<w:p><w:r><w:drawing><w:txbxContent><w:p/></w:txbxContent></w:drawing><w:sym w:char='F0E0'/></w:r></w:p>",
    ]
)  # fmt: skip

PARSERS: dict[str, tuple[bytes, Callable[[bytes], object]]] = {
    "gift": (GIFT.encode(), lambda data: gift.read(data.decode("utf-8", "replace"))),
    "aiken": (AIKEN.encode(), lambda data: aiken.read(data.decode("utf-8", "replace"))),
    "html": (PAGE.encode(), lambda data: html_text.read(data.decode("utf-8", "replace"))),
    "text": (TEXT.encode(), lambda data: question_text.read_text(data.decode("utf-8", "replace"))),
    "moodle": (moodle_writing.write(ROWS), moodle_xml.read),
    "docx": (DOCUMENT, read_document),
    "docx-body": (BODY.encode(), read_body),
    "xlsx": (xlsx([["Câu hỏi", "A", "B", "Đáp án"], ["Hỏi?", "a", "b", "B"]]), sheet_child.answer),
}


def broken(random: Random, data: bytes) -> bytes:
    """The data with some pieces cut, doubled many times over, moved or changed."""
    for _ in range(random.randint(1, 6)):
        start = random.randrange(len(data) + 1)
        piece = data[start : start + random.randint(1, 40)]
        match random.randrange(4):
            case 0:
                data = data[:start] + data[start + len(piece) :]
            case 1:
                data = data[:start] + piece * random.choice((2, 10, 2000, 20_000)) + data[start:]
            case 2:
                data = data[:start] + random.randbytes(random.randint(1, 8)) + data[start:]
            case _:
                place = random.randrange(len(data) + 1)
                data = data[:place] + piece + data[place:]
    return data


def kept(name: str, data: bytes) -> Path:
    """Where the file lies from now on that a parser tripped over."""
    path = Path(tempfile.gettempdir()) / f"fuzz-{name}.bin"
    path.write_bytes(data)
    return path


def main(seconds: float, names: list[str]) -> None:
    """Raises whatever a parser should not have raised; prints how many files each read."""
    random = Random()
    for name in names:
        sample, read = PARSERS[name]
        tried, slowest, end = 0, 0.0, time.monotonic() + seconds
        while time.monotonic() < end:
            data, began = broken(random, sample), time.process_time()  # others may use the machine, too
            try:
                read(data)
            except Unreadable:
                pass
            except BaseException:
                print(f"{name} broke on {kept(name, data)}")
                raise
            tried, slowest = tried + 1, max(slowest, time.process_time() - began)
            if slowest > SLOW:
                raise SystemExit(f"{name} took {slowest:.0f} s for {kept(name, data)}")
        print(f"{name}: {tried} files, the slowest {slowest:.2f} s")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0, sys.argv[2:] or list(PARSERS))
