"""Everything the bot can do, on one page."""

from __future__ import annotations

from dataclasses import dataclass

from handlers import (
    account,
    broadcast,
    calls,
    channels,
    classes,
    help,
    housekeeping,
    imports,
    inquiries,
    learners,
    mydata,
    plans,
    progress,
    quiz,
    registration,
    reminders,
    schedule,
)
from handlers.turn import Handler, Tick
from storage.people import COORDINATOR, INSTRUCTOR, LEARNER

ANYONE = ""


@dataclass(frozen=True, slots=True)
class Route:
    """A command: who may use it, the Vietnamese word it may be typed as, and whether words may follow."""

    handler: Handler
    role: str = ANYONE
    word: str = ""
    takes_words: bool = False
    in_menu: bool = True


# May be typed by anyone with the role. The order is that of the menus and of /trogiup.
COMMANDS: dict[str, Route] = {
    "start": Route(registration.start, takes_words=True, in_menu=False),
    "lich": Route(schedule.coming, LEARNER, "lịch"),
    "tracnghiem": Route(quiz.overview, LEARNER, "trắc nghiệm", takes_words=True),
    "tiendo": Route(progress.overview, LEARNER, "tiến độ"),
    "nhacnho": Route(reminders.choose, LEARNER, "nhắc nhở"),
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
    "lichics": Route(schedule.calendar, LEARNER, in_menu=False),
    "xuat": Route(progress.export, COORDINATOR, "xuất", takes_words=True, in_menu=False),
    # Buttons of notices. They are typed on channels without buttons, so they must stand here.
    "noi": Route(registration.grant_link, COORDINATOR, "nối", takes_words=True, in_menu=False),
    "khongnoi": Route(registration.deny_link, COORDINATOR, "không nối", takes_words=True, in_menu=False),
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
    "progress": "tiendo",
    "reminders": "nhacnho",
    "stop": "dung",
    "mydata": "dulieu",
    "delete": "xoa",
    "classes": "lop",
    "broadcast": "thongbao",
    "results": "ketqua",
    "learner": "nguoihoc",
    "inquiries": "phanhoi",
    "calls": "cangoi",
    "channels": "kenh",
}

# Work only in a chat that was just offered them. The role is checked again at every press.
OFFERED: dict[str, Route] = {
    "dongy": Route(registration.agree),
    "tuchoi": Route(registration.decline),
    "dungtoi": Route(registration.confirm),
    "khongphai": Route(registration.not_me),
    "chonngonngu": Route(account.choose_language),
    "dongyxoa": Route(account.confirm_erasure),
    "khongxoa": Route(account.refuse_erasure),
    "chonkenh": Route(channels.choose, LEARNER),
    "themkenh": Route(channels.add, LEARNER),
    "bokenh": Route(channels.leave, LEARNER),
    "goitiep": Route(calls.further, COORDINATOR),
    "dagoi": Route(calls.tick, COORDINATOR),
    "chuagoi": Route(calls.untick, COORDINATOR),
    "bangcangoi": Route(calls.table, COORDINATOR),
    "baosai": Route(inquiries.correct),
    "guicauhoi": Route(inquiries.pass_on, LEARNER),
    "dongcauhoi": Route(inquiries.close, COORDINATOR),
    "bai": Route(quiz.look, LEARNER),
    "batdau": Route(quiz.begin, LEARNER),
    "traloi": Route(quiz.pick, LEARNER),
    "chon": Route(quiz.toggle, LEARNER),
    "xepcau": Route(quiz.pick_in_turn, LEARNER),
    "xemlai": Route(quiz.review, LEARNER),
    "lichtiep": Route(schedule.further, LEARNER),
    "chonnhac": Route(reminders.chosen, LEARNER),
    # Files of a coordinator, the classes and their learners.
    "nhaploai": Route(imports.choose_kind, COORDINATOR),
    "nhaplop": Route(imports.choose_cohort, COORDINATOR),
    "nhapct": Route(imports.choose_programme, COORDINATOR),
    "nhapten": Route(imports.choose_title, COORDINATOR),
    "nhaptrung": Route(imports.decide, COORDINATOR),
    "nhaploi": Route(imports.all_problems, COORDINATOR),
    "nhaptiep": Route(imports.go_on, COORDINATOR),
    "luunhap": Route(imports.save, COORDINATOR),
    "bonhap": Route(imports.drop, COORDINATOR),
    "xemlop": Route(classes.see, COORDINATOR),
    "chuadangky": Route(classes.missing, COORDINATOR),
    "maqr": Route(classes.qr, COORDINATOR),
    "doitoi": Route(classes.ask_evening, COORDINATOR),
    "nhactoi": Route(classes.choose_evening, COORDINATOR),
    "doitruoc": Route(classes.ask_minutes, COORDINATOR),
    "nhactruoc": Route(classes.choose_minutes, COORDINATOR),
    "xemhocvien": Route(learners.choose, COORDINATOR),
    "thoihoc": Route(learners.ask_withdraw, COORDINATOR),
    "thoihocthat": Route(learners.withdraw, COORDINATOR),
    "hoclai": Route(learners.bring_back, COORDINATOR),
    "gonoi": Route(learners.ask_unlink, COORDINATOR),
    "gonoithat": Route(learners.unlink, COORDINATOR),
    "tbchon": Route(broadcast.pick, COORDINATOR),
    "tbcho": Route(broadcast.address, COORDINATOR),
    "tbxem": Route(broadcast.look, COORDINATOR),
    "tbsua": Route(broadcast.edit, COORDINATOR),
    "tbxacnhan": Route(broadcast.toggle, COORDINATOR),
    "tbchac": Route(broadcast.switch_policy, COORDINATOR),
    "tbbo": Route(broadcast.discard, COORDINATOR),
    "tbgui": Route(broadcast.send, COORDINATOR),
    "tbhen": Route(broadcast.schedule, COORDINATOR),
    "tbsang": Route(broadcast.at_dawn, COORDINATOR),
}

# Get the next free text of the chat that was asked. None means: this was not an answer, look further.
STEPS: dict[str, Route] = {
    "registration.receive_name": Route(registration.receive_name),
    "registration.receive_birth": Route(registration.receive_birth),
    "inquiries.receive_question": Route(inquiries.receive_question),
    "inquiries.receive_answer": Route(inquiries.receive_answer, COORDINATOR),
    "quiz.receive_answer": Route(quiz.receive_answer, LEARNER),
    "imports.receive_cohort": Route(imports.receive_cohort, COORDINATOR),
    "imports.receive_programme": Route(imports.receive_programme, COORDINATOR),
    "imports.receive_title": Route(imports.receive_title, COORDINATOR),
    "classes.receive_evening": Route(classes.receive_evening, COORDINATOR),
    "learners.receive_name": Route(learners.receive_name, COORDINATOR),
    "broadcast.find": Route(broadcast.find, COORDINATOR),
    "broadcast.receive_text": Route(broadcast.receive_text, COORDINATOR),
    "broadcast.receive_time": Route(broadcast.receive_time, COORDINATOR),
}

UPLOAD: Route | None = Route(imports.received, COORDINATOR)  # a coordinator sends a file

# What free text is tried as when nothing was asked and no command fits; None: try the next.
FALLBACKS: tuple[Handler, ...] = (
    channels.typed_code,
    registration.typed_code,
    registration.typed_yes_or_no,
    inquiries.offer,
    quiz.no_answer,
    help.unknown,
)
NOT_REGISTERED = help.not_registered  # the command is for people whom the bot knows

# What the clock asks for again and again: seconds between, and a function of (session, centre, now).
TICKS: dict[str, tuple[float, Tick]] = {
    "clean-up": (3600, housekeeping.clean_up),
    "reminders": (5, reminders.send_due),
    "hand-in": (5, quiz.tick),
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
        if route.in_menu and may(route.role, roles) and not (route.role == LEARNER and _only_coordinates(roles))
    ]


def _only_coordinates(roles: list[str] | None) -> bool:
    # Coordinators see their own commands in the menu; the learner's ones still work when typed.
    return roles is not None and COORDINATOR in roles
