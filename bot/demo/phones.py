"""The phones of the demo: whose they are, on which channel, and what to try on each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlmodel import Session

from bot.channels import Capabilities
from bot.channels.local import LocalChannel
from bot.demo import sample, seed
from bot.demo.zalo import AS_ON_ZALO, MESSAGES, PEOPLE, ZaloPhones
from bot.web.phones import Phone
from storage import accounts, plans

WITH_BUTTONS = Capabilities()
PLAIN_TEXT = Capabilities(buttons=False, edits=False, files=False)


@dataclass(frozen=True, slots=True)
class Channels:
    """One channel for each kind of phone: with buttons, with text only, and as on Zalo, with a plan."""

    buttons: LocalChannel
    plain: LocalChannel
    zalo: ZaloPhones

    def every(self) -> tuple[LocalChannel, ...]:
        return self.buttons, self.plain, self.zalo


def opened(session: Session) -> Channels:
    """The channels, each with its account; that on Zalo may send as many messages as a real one."""
    buttons, plain, zalo = (accounts.opened(session, platform, "demo") for platform in seed.PLATFORMS)
    for account in (buttons, zalo):
        accounts.rename(session, account.id or 0, sample.BOT)
    plans.agree(session, zalo.id or 0, PEOPLE, MESSAGES, incoming=False)
    return Channels(
        LocalChannel(buttons.id or 0, WITH_BUTTONS),
        LocalChannel(plain.id or 0, PLAIN_TEXT),
        ZaloPhones(zalo.id or 0, AS_ON_ZALO),
    )


def used(session: Session, account_id: int, month: str) -> str:
    """How much of its plan the account has used in that month, as its phone says it."""
    (use,) = [one for one in plans.uses(session, month) if one.account_id == account_id]
    return f"đã dùng {_thousands(use.counted)}/{_thousands(use.most)} tin tháng này"


def phones(channels: Channels, used_now: Callable[[], Awaitable[str]]) -> list[Phone]:
    """The four phones; `used_now` says how much of the plan is used."""
    return [_lan(channels), _lan_on_zalo(channels, used_now), _minh(channels), _hoa(channels)]


def _lan(channels: Channels) -> Phone:
    return Phone(
        "lan",
        sample.LAN.name,
        "Học viên · có nút bấm",
        channels.buttons,
        "lan",
        hint=f"bấm /start, rồi gõ {sample.LAN.name}, {sample.LAN.typed_birth}",
        can_attach=True,
        quick=["/start", "/kenh", "/lich", "/tracnghiem", "/thuhoach", "/ontap", "/tiendo"],
    )


def _lan_on_zalo(channels: Channels, used_now: Callable[[], Awaitable[str]]) -> Phone:
    return Phone(
        "zalo",
        "Zalo của Lan",
        "chỉ có chữ, có hạn mức như Zalo",
        channels.zalo,
        "lan",
        hint="lấy mã bằng /kenh ở máy của Lan, rồi gõ mã ấy vào đây",
        quick=["start", "lich", "kenh", "tien do"],
        tab="Zalo",
        caption_now=used_now,
    )


def _minh(channels: Channels) -> Phone:
    return Phone(
        "minh",
        sample.MINH.name,
        "Học viên · chỉ có chữ",
        channels.plain,
        "minh",
        hint=f"gõ start, rồi {sample.MINH.name}, {sample.MINH.typed_birth}",
        quick=["start", "lich", "trac nghiem", "tien do"],
    )


def _hoa(channels: Channels) -> Phone:
    return Phone(
        "hoa",
        sample.HOA,
        "Cán bộ giáo vụ",
        channels.buttons,
        seed.HOA_CHAT,
        hint="/thongbao để gửi thông báo, /lop để xem lớp, hoặc gửi tệp danh sách, lịch, câu hỏi",
        can_attach=True,
        quick=[
            "/thongbao",
            "/lop",
            "/kiemtra",
            "/duyet",
            "/thongke",
            "/tructiep",
            "/cham",
            "/cangoi",
            "/ketqua",
            "/phanhoi",
        ],
    )


def _thousands(count: int) -> str:
    return f"{count:,}".replace(",", ".")
