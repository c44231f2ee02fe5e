"""What people type, and what it means."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot import routing
from bot.channels import short
from handlers import help, registration, routes
from storage.chats import Chat
from storage.messages import Choice


def chat(*choices: Choice) -> Chat:
    fresh = Chat(account_id=1, external_id="1", created_at=datetime(2026, 11, 23, tzinfo=UTC))
    fresh.offer(choices)
    return fresh


QUIZ = [Choice(letter, f"/dungtoi {number}", in_text=True) for number, letter in enumerate("ABCD", 1)]
TRUE_FALSE = [Choice("Đúng", "/dungtoi 1"), Choice("Sai", "/dungtoi 2")]
YES_NO = [Choice("Đồng ý", "/dongy"), Choice("Không đồng ý", "/tuchoi")]


@pytest.mark.parametrize(
    ("said", "choices", "arguments"),
    [
        ("b", QUIZ, ("2",)),
        ("B.", QUIZ, ("2",)),
        ("b)", QUIZ, ("2",)),
        ("(b)", QUIZ, ("2",)),
        ("câu b", QUIZ, ("2",)),
        ("Câu B.", QUIZ, ("2",)),
        ("đáp án b", QUIZ, ("2",)),
        ("dap an B", QUIZ, ("2",)),
        ("chọn d", QUIZ, ("4",)),
        ("2", QUIZ, ("2",)),
        ("2.", QUIZ, ("2",)),
        ("câu 2", QUIZ, ("2",)),
        ("đúng", TRUE_FALSE, ("1",)),
        ("dung", TRUE_FALSE, ("1",)),
        ("Đúng", TRUE_FALSE, ("1",)),
        ("SAI", TRUE_FALSE, ("2",)),
        ("1", TRUE_FALSE, ("1",)),
        ("1", [Choice("178", "/dungtoi 1")], ("1",)),  # the code of a class
    ],
)
def test_typing_a_choice_is_pressing_it(said: str, choices: list[Choice], arguments: tuple[str, ...]) -> None:
    found = routing.typed(chat(*choices), said)[0]
    assert (found.route, found.arguments, found.answers) == (routes.OFFERED["dungtoi"], arguments, True)


MARKS = [*(Choice(str(mark), f"/dungtoi {mark}", in_text=True) for mark in range(11)), Choice("Bài khác", "/dungtoi n")]


@pytest.mark.parametrize(
    ("said", "mark"),
    [("8", "8"), ("8.", "8"), ("08", "8"), ("(8)", "8"), ("số 8", "8"), ("0", "0"), ("10.", "10"), ("12", "n")],
)
def test_a_choice_that_is_called_by_a_number_is_not_found_by_its_place(said: str, mark: str) -> None:
    assert routing.typed(chat(*MARKS), said)[0].arguments == (mark,)


@pytest.mark.parametrize(("said", "choices"), [("11", MARKS), ("Câu 1", YES_NO), ("Câu 2:", YES_NO), ("ý 1", YES_NO)])
def test_what_looks_like_a_choice_and_is_none(said: str, choices: list[Choice]) -> None:
    assert routing.typed(chat(*choices), said) == []


def test_a_long_command_is_found_by_what_its_button_carries() -> None:
    long = Choice("Sửa và chấm lại", f"/suathat 1 key {'tầng␣' * 20}")
    carried = short(long.command, 64)
    found = routing.pressed(chat(long), carried)
    assert found is not None and (found.arguments[:2], found.answers) == (("1", "key"), True)
    assert routing.pressed(chat(), carried) is None


def test_the_longer_label_is_told_from_the_shorter() -> None:
    found = [routing.typed(chat(*YES_NO), said)[0].route for said in ("đồng ý", "khong dong y")]
    assert found == [routes.OFFERED["dongy"], routes.OFFERED["tuchoi"]]


def test_a_number_means_the_letter_of_that_place_also_where_some_are_not_offered_any_more() -> None:
    left = [QUIZ[0], QUIZ[2], QUIZ[3], Choice("Chọn lại", "/dungtoi 9")]
    found = [routing.typed(chat(*left), said) for said in ("1", "2", "3", "4", "c")]
    assert [[one.arguments for one in some] for some in found] == [[("1",)], [], [("3",)], [("4",)], [("3",)]]
    assert routing.typed(chat(*left[:2], left[3]), "4") == []


def test_a_command_with_its_accents_picks_nothing_that_reads_alike() -> None:
    assert [found.route for found in routing.typed(chat(*TRUE_FALSE), "dừng")] == [routes.COMMANDS["dung"]]


@pytest.mark.parametrize("said", ["5", "0", "e", "bb", "99"])
def test_what_is_not_on_the_menu_picks_nothing(said: str) -> None:
    assert routing.typed(chat(*QUIZ), said) == []


@pytest.mark.parametrize(
    "said", ["/trogiup", "trogiup", "trợ giúp", "Trợ giúp", "TRO GIUP", "help", "/help", "trợ giúp!"]
)
def test_command_words_need_no_slash_accents_or_case(said: str) -> None:
    assert [found.route.handler for found in routing.typed(chat(), said)] == [help.overview]


def test_a_command_may_name_the_bot() -> None:
    assert routing.typed(chat(), "/trogiup@chuong_bot")[0].route.handler is help.overview


def test_words_after_a_command_are_its_arguments() -> None:
    found = routing.typed(chat(), "/start NTD-03-2026")[0]
    assert (found.route.handler, found.arguments, found.text) == (
        registration.start,
        ("NTD-03-2026",),
        "NTD-03-2026",
    )


def test_a_sentence_is_no_command_that_takes_no_words() -> None:
    assert routing.typed(chat(), "trợ giúp tôi với") == []


def test_the_open_question_gets_the_text_before_command_words_do() -> None:
    asked = chat()
    asked.ask("registration.receive_birth", "", "Trần Thị Lan")
    handlers = [found.route.handler for found in routing.typed(asked, "help")]
    assert handlers == [registration.receive_birth, help.overview]
    assert routing.typed(asked, "help")[0].arguments == ("", "Trần Thị Lan")


def test_what_a_notice_says_to_type_is_no_answer() -> None:
    asked = chat()
    asked.ask("essays.receive_part", 1, 0)
    asked.allow([Choice("Xem", "/thuhoach 2")])
    assert routing.typed(asked, "Thuhoach 2")[0].arguments == ("2",)
    assert routing.typed(asked, "thuhoach 2")[0].route is routes.COMMANDS["thuhoach"]
    assert routing.typed(asked, "thuhoach 3")[0].route is routes.STEPS["essays.receive_part"]


def test_an_offered_command_cannot_be_typed() -> None:
    assert routing.typed(chat(*YES_NO), "/dongy") == []


def test_a_button_that_was_not_offered_does_nothing() -> None:
    assert routing.pressed(chat(), "/dungtoi 17") is None


def test_buttons_shown_before_still_work() -> None:
    shown = chat(*YES_NO)
    shown.offer(TRUE_FALSE)
    found = routing.pressed(shown, "/dongy")
    assert found is not None and found.route is routes.OFFERED["dongy"]


def test_dung_with_accents_is_right_not_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(routes.COMMANDS, "dung", routes.Route(help.cancel, word="dừng"))
    assert routing.typed(chat(), "đúng") == []
    assert [len(routing.typed(chat(), said)) for said in ("dừng", "dung", "Dừng", "/dung")] == [1, 1, 1, 1]


def test_the_button_of_a_notice_leaves_an_open_question_open() -> None:
    asked = chat()
    asked.ask("registration.receive_name", "")
    asked.allow([Choice("Xem hướng dẫn", "/trogiup")])
    found = routing.pressed(asked, "/trogiup")
    assert found is not None and (found.route.handler, found.answers) == (help.overview, False)
