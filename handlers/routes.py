"""Everything the bot can do, on one page."""

from __future__ import annotations

from handlers import (
    account,
    bank,
    broadcast,
    calls,
    channels,
    classes,
    essays,
    help,
    housekeeping,
    imports,
    inquiries,
    learners,
    live,
    mydata,
    plans,
    progress,
    quiz,
    quiz_ticks,
    quizzes,
    registration,
    reminders,
    reviews,
    schedule,
    statistics,
)
from handlers.offers import OFFERED, STEPS
from handlers.route import ANYONE, Route
from handlers.turn import Handler, Tick
from storage.people import COORDINATOR, INSTRUCTOR, LEARNER

__all__ = [
    "ALIASES", "COMMANDS", "FALLBACKS", "KEEPS_FILE", "KEPT_FILE", "NOT_REGISTERED", "NOT_YOURS", "OFFERED", "STEPS",
    "TICKS", "UNREADABLE", "UNWANTED_FILE", "UPLOAD", "Route", "may", "menu",
]  # fmt: skip

# May be typed by anyone with the role. The order is that of the menus and of /trogiup.
COMMANDS: dict[str, Route] = {
    "start": Route(registration.start, takes_words=True, in_menu=False),
    "lich": Route(schedule.coming, LEARNER, "lịch"),
    "tracnghiem": Route(quiz.overview, LEARNER, "trắc nghiệm", takes_words=True),
    "thuhoach": Route(essays.overview, LEARNER, "thu hoạch", takes_words=True, staff_too=True),
    "ontap": Route(reviews.overview, LEARNER, "ôn tập", takes_words=True),
    "tiendo": Route(progress.overview, LEARNER, "tiến độ"),
    "nhacnho": Route(reminders.choose, LEARNER, "nhắc nhở"),
    "cham": Route(essays.to_mark, INSTRUCTOR, "chấm"),
    "kiemtra": Route(quizzes.overview, INSTRUCTOR, "kiểm tra", takes_words=True),
    "thongke": Route(statistics.overview, INSTRUCTOR, "thống kê", takes_words=True),
    "tructiep": Route(live.overview, INSTRUCTOR, "trực tiếp", takes_words=True),
    "nganhang": Route(bank.browse, INSTRUCTOR, "ngân hàng", takes_words=True),
    "duyet": Route(bank.overview, COORDINATOR, "duyệt"),
    "lop": Route(classes.overview, COORDINATOR, "lớp", takes_words=True),
    "thongbao": Route(broadcast.choose, COORDINATOR, "thông báo"),
    "ketqua": Route(broadcast.results, COORDINATOR, "kết quả", takes_words=True),
    "nguoihoc": Route(learners.find, COORDINATOR, "người học", takes_words=True),
    "phanhoi": Route(inquiries.overview, COORDINATOR, "phản hồi"),
    "cangoi": Route(calls.overview, COORDINATOR, "cần gọi"),
    "kenh": Route(channels.overview, LEARNER, "kênh"),
    "ngonngu": Route(account.language, word="ngôn ngữ"),
    "dulieu": Route(mydata.overview, word="dữ liệu"),
    "dung": Route(account.stop, LEARNER, "dừng"),
    "xoa": Route(account.erase, word="xóa"),
    "huy": Route(help.cancel, word="hủy", in_menu=False),
    "trogiup": Route(help.overview, word="trợ giúp"),
    "hoi": Route(inquiries.ask, word="hỏi", takes_words=True, in_menu=False),
    "nhanlai": Route(account.resume, LEARNER, "nhận lại", in_menu=False),
    "giulai": Route(account.keep, LEARNER, "giữ lại", in_menu=False),
    "thamgia": Route(live.join, LEARNER, "tham gia", takes_words=True, in_menu=False),
    "thoat": Route(live.leave, LEARNER, "thoát", in_menu=False),
    # Buttons under a question in the room: their handlers look whether the person was asked it.
    "traloinhanh": Route(live.pick, LEARNER, takes_words=True, in_menu=False),
    "chonnhanh": Route(live.toggle, LEARNER, takes_words=True, in_menu=False),
    "lichics": Route(schedule.calendar, LEARNER, in_menu=False),
    "xuat": Route(progress.export, COORDINATOR, "xuất", takes_words=True, in_menu=False),
    # Buttons of notices. They are typed on channels without buttons, so they must stand here.
    "noi": Route(registration.grant_link, COORDINATOR, "nối", takes_words=True, in_menu=False),
    "khongnoi": Route(registration.deny_link, COORDINATOR, "không nối", takes_words=True, in_menu=False),
    "xemlai": Route(quiz.review, LEARNER, takes_words=True, in_menu=False),
    "tl": Route(inquiries.answer, COORDINATOR, takes_words=True, in_menu=False),
    "danhan": Route(broadcast.acknowledge, LEARNER, "đã nhận", takes_words=True, in_menu=False),
    "dunggui": Route(broadcast.stop, COORDINATOR, "dừng gửi", takes_words=True, in_menu=False),
    "guilai": Route(broadcast.send_again, COORDINATOR, "gửi lại", takes_words=True, in_menu=False),
    "huyhen": Route(broadcast.call_off, COORDINATOR, "hủy hẹn", takes_words=True, in_menu=False),
    "chuatoi": Route(broadcast.not_reached, COORDINATOR, "chưa tới", takes_words=True, in_menu=False),
    "chuaxacnhan": Route(broadcast.not_acknowledged, COORDINATOR, "chưa xác nhận", takes_words=True, in_menu=False),
}

# English and other words for the same commands.
ALIASES = {
    "help": "trogiup",
    "cancel": "huy",
    "language": "ngonngu",
    "schedule": "lich",
    "quiz": "tracnghiem",
    "essays": "thuhoach",
    "mark": "cham",
    "progress": "tiendo",
    "review": "ontap",
    "reminders": "nhacnho",
    "stop": "dung",
    "mydata": "dulieu",
    "delete": "xoa",
    "quizzes": "kiemtra",
    "live": "tructiep",
    "join": "thamgia",
    "leave": "thoat",
    "statistics": "thongke",
    "bank": "nganhang",
    "approve": "duyet",
    "classes": "lop",
    "broadcast": "thongbao",
    "results": "ketqua",
    "learner": "nguoihoc",
    "inquiries": "phanhoi",
    "calls": "cangoi",
    "channels": "kenh",
}

UPLOAD: Route = Route(imports.received, INSTRUCTOR)  # a coordinator sends a file
KEPT_FILE: Route = Route(essays.receive_file, LEARNER)  # one that is kept as it is
KEEPS_FILE = essays.keeps_file  # whether the next file of a person, whose chat stands at a step, is such a one
UNWANTED_FILE: tuple[Handler, ...] = (essays.no_place, help.cannot_read)
UNREADABLE: tuple[Handler, ...] = (essays.not_a_part, help.cannot_read)  # a sticker, a voice, …

# What free text is tried as when nothing was asked and no command fits; None: try the next.
FALLBACKS: tuple[Handler, ...] = (
    live.typed_code,
    channels.typed_code,
    registration.typed_code,
    registration.typed_yes_or_no,
    live.no_answer,
    inquiries.offer,
    quiz.no_answer,
    reviews.no_answer,
    help.unknown,
)
NOT_REGISTERED = help.not_registered  # the command is for people whom the bot knows
NOT_YOURS = help.not_yours  # it is for coordinators; learners need not know that there is such a command

# What the clock asks for again and again: seconds between, and a function of (session, centre, now).
TICKS: dict[str, tuple[float, Tick]] = {
    "clean-up": (3600, housekeeping.clean_up),
    "reminders": (5, reminders.send_due),
    "hand-in": (5, quiz.tick),
    "live": (1, live.tick),
    "quizzes": (20, quiz_ticks.tick),
    "essays": (15, essays.tick),
    "reviews": (30, reviews.tick),
    "broadcasts": (2, broadcast.tick),
    "plans": (60, plans.warn),
}


def may(role: str, roles: list[str] | None) -> bool:
    """Whether someone with these roles (None: not registered) may use a route of that role."""
    if role == ANYONE:
        return True
    return roles is not None and (role == LEARNER or role in roles or (role == INSTRUCTOR and COORDINATOR in roles))


def menu(roles: list[str] | None) -> list[str]:
    """The names of the commands that someone with these roles is shown, in order."""
    return [
        name
        for name, route in COMMANDS.items()
        if route.in_menu
        and may(route.role, roles)
        and not (route.role == LEARNER and not route.staff_too and _only_coordinates(roles))
    ]


def _only_coordinates(roles: list[str] | None) -> bool:
    # Coordinators see their own commands in the menu; the learner's ones still work when typed.
    return roles is not None and COORDINATOR in roles
