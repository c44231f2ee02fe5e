"""A roster made by hand, read into people and into what the coordinator should look at."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from datetime import date, time

from storage.files import cells, tables
from storage.files.problems import Problem
from storage.files.sheets import Cell, Grid
from storage.files.tables import Table
from storage.vietnamese import birth_words, fold, normal_phone, parse_birth, tidy_name

_WHOSE = "(?: (?:hoc vien|dang vien|doan vien|can bo|nguoi hoc|khai sinh|day du|cua|chu in hoa|in hoa))*"
HEADINGS: tables.Headings = {
    name: re.compile(pattern)
    for name, pattern in {
        "number": r"stt|tt|so tt|so thu tu",
        "family": r"ho|ho(?: va)? (?:chu |ten )?(?:dem|lot)|ho va ten dem|ho chu dem",
        "given": r"ten",
        "name": rf"(?:ho(?: va)?(?: chu dem va)? ten|ten hoc vien|hoc vien|ten dang vien){_WHOSE}",
        "birth": r"(?:ngay|nam|sinh)(?: .*)? sinh(?: .*)?|sinh (?:ngay|nam).*|ns",
        "gender": r"gioi tinh|gioi|phai|nam nu|gt",
        "male": r"nam",
        "female": r"nu",
        "party_date": r"(?:ngay|nam|thoi gian)?(?: .*)?(?:vao dang|ket nap|du bi|chinh thuc)(?: .*)?",
        "unit": (
            r"(?:ten )?(?:don vi|chi bo|dang bo|chi dang bo|co quan|noi cong tac|to chuc (?:co so )?dang"
            r"|chi doan|doan co so|dang uy|cap uy|xa phuong|noi sinh hoat)(?: .*)?|chuc vu don vi(?: .*)?"
        ),
        "position": r"(?:chuc vu|chuc danh|nhiem vu|cong viec)(?: .*)?",
        "phone": r"(?:so )?(?:dien thoai|dt|dtdd|sdt|di dong|zalo)(?: .*)?|mobile|phone|sdt.*",
        "education": r"(?:trinh do|hoc van|van hoa|chuyen mon|ly luan|llct)(?: .*)?",
        "note": r"ghi chu(?: .*)?",
    }.items()
}
_SUB: Set[str] = frozenset({"male", "female", "party_date", "education", "family", "given"})

_BIRTH_FIELDS = {"birth", "male", "female"}
_GENDERS = {"nam": "nam", "trai": "nam", "nu": "nữ", "gai": "nữ"}
_MARKS = {"x", "1", "v", "+", "*", "✓", "✔", "co"}
_TOTAL = re.compile(
    r"(?:tong cong|tong so|tong|cong)\b[ :]*(?:$|\d|\(|la\b|gom\b|co\b|hoc vien|nguoi|dong chi|danh sach)"
    r"|(?:an dinh )?danh sach (?:nay |tren |nay )?(?:co|gom|la)\b.*\d"
)
_ENUMERATED = re.compile(r"(?:([IVXLC]+|[A-ZĐ])|\d+)\s*[.)/]\s*(?=\D)|(?:([IVXLC]+|[A-ZĐ])|\d+)[.)]?$")
_LONGEST_HEADING = 200
_COUNT = re.compile(r"\s*[(:][^()]*\d+[^()]*\)?\s*$|\s*:\s*$")
# With accents, for without them Phường, Xã and Đoàn xã would be people of the families Phương and Xa.
_UNIT_WORDS = re.compile(
    r"(?:đảng (?:bộ|ủy|uỷ)|chi (?:bộ|đoàn|ủy|uỷ|hội)|xã|phường|thị trấn|huyện|đơn vị|cơ quan|khối|thôn|ấp"
    r"|ubnd|ủy ban|đoàn (?:xã|phường|thị|cơ sở|thanh niên|trường|khối)|công an|ban chỉ huy|trung tâm"
    r"|tổ dân phố|công ty|bệnh viện|trường (?:tiểu học|mầm non|mẫu giáo|trung học|phổ thông|thcs|thpt|th)"
    r"|trường cao đẳng|hội (?:nông|liên|cựu|phụ)|mặt trận)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class RosterRow:
    """One person; what is unknown is "". `birth` is canonical (storage.vietnamese), `phone` has ten digits,
    `gender` is "nam" or "nữ", `party_date` is canonical where it could be read and else as written."""

    row: int
    sheet: str
    name: str
    birth: str = ""
    gender: str = ""
    position: str = ""
    unit: str = ""
    phone: str = ""
    party_date: str = ""
    education: str = ""
    note: str = ""


@dataclass(frozen=True)
class Roster:
    """The people in the order of the file, also those about whom there is a problem."""

    rows: list[RosterRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(grid: Grid) -> Roster:
    """The people of all sheets that have a roster's header."""
    found = tables.find(grid, HEADINGS, is_header, _SUB)
    roster = Roster(problems=tables.headless(grid, found))
    for table in found:
        _Reading(table, roster).run()
    roster.problems.extend(_twice(roster.rows))
    return roster


def is_header(fields: Set[str]) -> bool:
    """Whether a row with these fields is a roster's header."""
    return "name" in fields or {"family", "given"} <= fields


class _Reading:
    """One table on its way into the roster, with the last unit heading and the signature block seen."""

    def __init__(self, table: Table, roster: Roster) -> None:
        self.bare = table  # where only the first of merged cells counts, so that a blank row is seen to be blank
        self.table = _with_given_names(table).filled_down({"unit"})
        self.roster = roster
        self.unit = ""
        self.signed = False

    def run(self) -> None:
        before = len(self.roster.rows)
        self.roster.problems.extend(self.table.problems)
        if not _BIRTH_FIELDS & set(self.table.columns):
            self.report("no-birth-column", None)
        for row in self.table.indexes():
            if texts := self.bare.texts(row):
                self.read_row(row, texts)
        if len(self.roster.rows) == before:
            self.report("no-rows", None)

    def read_row(self, row: int, texts: list[str]) -> None:
        if self.is_person(row):
            self.signed = False
            self.add(row)
        elif heading := _heading(self.bare, row, texts, strict=self.signed):
            self.unit = heading
        elif self.signed or _TOTAL.match(fold(texts[0])) or self.is_repeated_header(row):
            return
        elif tables.is_signature([self.name(row)] if self.name(row) else texts):
            self.signed = True
        elif self.name(row):
            self.add(row)
        elif len(texts) > 1 or not self.table.cell(row, "number"):
            self.report("name-missing", row, " · ".join(texts)[:80])

    def is_person(self, row: int) -> bool:
        """Whether more than a name speaks for a person; a signature has a name too."""
        name = self.name(row)
        if not name or _TOTAL.match(fold(name)):
            return False
        if self.birth(row)[1] or normal_phone(self.table.text(row, "phone")):
            return True
        numbered = cells.whole_number(self.table.cell(row, "number")) is not None
        return numbered and not _UNIT_WORDS.match(name)

    def add(self, row: int) -> None:
        table = self.table
        self.roster.rows.append(
            RosterRow(
                row=row + 1,
                sheet=table.sheet.name,
                name=self.name(row),
                birth=self.known_birth(row),
                gender=self.gender(row),
                position=table.text(row, "position", ", "),
                unit=table.text(row, "unit", ", ") or self.unit,
                phone=self.phone(row),
                party_date=_date_words(table.cell(row, "party_date")),
                education=table.text(row, "education", "; "),
                note=table.text(row, "note", "; "),
            )
        )

    def name(self, row: int) -> str:
        fields = ("name",) if "name" in self.table.columns else ("family", "given")
        name = " ".join(text for text in (self.table.text(row, field) for field in fields) if text)
        # Capitals of the old fonts were small letters shown large.
        return tidy_name(name.upper() if self.table.problems and name.islower() else name)

    def birth(self, row: int) -> tuple[str, str | None]:
        """What is written as the birth, and how it reads."""
        values = self.table.cells(row, "birth") or [
            value for value in self.sexes(row).values() if fold(cells.text(value)) not in _MARKS
        ]
        written = " ".join(map(cells.text, values))
        value = values[0] if len(values) == 1 and not isinstance(values[0], (time, bool)) else written
        return written, parse_birth(value or "")

    def known_birth(self, row: int) -> str:
        written, birth = self.birth(row)
        if written and birth is None:
            self.report("birth-unreadable", row, written)
        elif not written and _BIRTH_FIELDS & set(self.table.columns):
            self.report("birth-missing", row, self.name(row))
        return birth or ""

    def sexes(self, row: int) -> dict[str, Cell]:
        """What stands under Nam and under Nữ, if the header has the two: a mark, or the birth itself."""
        if not {"male", "female"} <= set(self.table.columns):
            return {}
        both = {"nam": self.table.cell(row, "male"), "nữ": self.table.cell(row, "female")}
        return {gender: value for gender, value in both.items() if cells.text(value) not in ("", "0", "-")}

    def gender(self, row: int) -> str:
        sexes, written = self.sexes(row), self.table.text(row, "gender")
        if len(sexes) > 1:
            self.report("gender-unreadable", row, " / ".join(map(cells.text, sexes.values())))
            return ""
        if written and fold(written) not in _GENDERS:
            self.report("gender-unreadable", row, written)
        return _GENDERS.get(fold(written), next(iter(sexes), ""))

    def phone(self, row: int) -> str:
        written = self.table.text(row, "phone")
        phone = normal_phone(written)
        if written and phone is None:
            self.report("phone-unreadable", row, written)
        return phone or ""

    def is_repeated_header(self, row: int) -> bool:
        return is_header(set(tables.fields_of(self.table.rows[row], HEADINGS).values()))

    def report(self, key: str, row: int | None, found: str = "") -> None:
        place = None if row is None else row + 1
        self.roster.problems.append(Problem(key, self.table.sheet.name, place, found))


def _with_given_names(table: Table) -> Table:
    """The table with the column of given names found where the header's merging over it is lost (csv)."""
    names = table.columns.get("name", [])
    taken = {column for columns in table.columns.values() for column in columns}
    header = range(max(0, table.start - 2), table.start)
    if len(names) != 1 or names[0] + 1 in taken or any(cells.text(table.at(row, names[0] + 1)) for row in header):
        return table
    beside = [cells.text(table.at(row, names[0] + 1)) for row in table.indexes()]
    given = [text for text in beside if text.isalpha()]
    if len(given) * 2 <= len(beside) or {fold(text) for text in given} <= set(_GENDERS):
        return table
    return replace(table, columns={**table.columns, "name": [names[0], names[0] + 1]})


def _heading(table: Table, row: int, texts: list[str], strict: bool) -> str:
    """The unit that a row of one text names for the rows under it, without its number and count; else ""."""
    mark = _ENUMERATED.fullmatch(texts[0]) if len(texts) > 1 else _ENUMERATED.match(texts[0])
    rest = texts[1:] if mark and len(texts) > 1 else texts
    if len(rest) > 1 or len(rest[0]) > _LONGEST_HEADING or _TOTAL.match(fold(rest[0])) or tables.is_signature(rest):
        return ""
    text = rest[0] if len(texts) > 1 or not mark else rest[0][mark.end() :]
    lettered = bool(mark and (mark[1] or mark[2]))
    alone = table.is_across(row, _name_columns(table)) or _first_column(table, row) < min(_name_columns(table))
    if _UNIT_WORDS.match(text) or lettered or (alone and not mark and not strict):
        return _COUNT.sub("", text).strip()
    return ""


def _first_column(table: Table, row: int) -> int:
    return next(column for column, cell in enumerate(table.rows[row]) if cells.text(cell))


def _name_columns(table: Table) -> list[int]:
    return [column for name in ("name", "family", "given") for column in table.columns.get(name, ())]


def _date_words(cell: Cell) -> str:
    value = cell if isinstance(cell, (str, int, float, date)) else ""
    return parse_birth(value) or cells.text(cell)


def _twice(rows: list[RosterRow]) -> Iterator[Problem]:
    """A problem for each person who stands above already: the same name and birth, or the same phone."""
    known: dict[tuple[str, ...], RosterRow] = {}
    for person in rows:
        name = person.name.casefold()
        # A year alone is compared with the years of all, a full date with equal ones and with years alone.
        year_only = [(name, "year", person.birth)] if len(person.birth) == 4 else []
        same = [(name, person.birth), (name, person.birth[:4]), *year_only]
        first = next((known[key] for key in same if key in known), None)
        if first:
            yield _again("person-twice", person, f"{person.name} {birth_words(person.birth)}".strip(), first)
        elif person.phone and ("", person.phone) in known:
            yield _again("phone-twice", person, person.phone, known["", person.phone])
        for key in [(name, person.birth), (name, "year", person.birth[:4]), ("", person.phone)]:
            known.setdefault(key, person)


def _again(key: str, person: RosterRow, found: str, first: RosterRow) -> Problem:
    place = str(first.row) if first.sheet == person.sheet else f"{first.row} ({first.sheet})"
    return Problem(key, person.sheet, person.row, found, place)
