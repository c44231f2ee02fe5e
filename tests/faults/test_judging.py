"""The judge sees what it is there to see."""

from __future__ import annotations

from dataclasses import replace

from tests.fakes.bot_api import Arrival
from tests.faults import judging
from tests.faults.judging import Effects, Row, Said
from tests.faults.outcome import Outcome


def arrived(text: str, *, chat: int = 7, method: str = "sendMessage", delivered: bool = True) -> Arrival:
    return Arrival(0.0, method, chat, {"text": text}, 200, delivered)


def figures(found: Outcome) -> tuple[int, int, int, int]:
    return found.lost, found.repeated, found.flagged, found.twice


def test_each_once_is_fine() -> None:
    found = judging.messages([Row(7, "a", "sent"), Row(7, "b", "failed")], [arrived("a")])
    assert (figures(found), found.fine) == ((0, 0, 0, 0), True)


def test_what_was_called_sent_and_never_came_is_lost() -> None:
    assert figures(judging.messages([Row(7, "a", "sent")], [arrived("a", delivered=False)])) == (1, 0, 0, 0)
    assert figures(judging.messages([Row(7, "a", "sent")], [arrived("a", chat=8)])) == (1, 1, 0, 0)


def test_what_never_comes_to_an_end_is_lost() -> None:
    assert figures(judging.messages([Row(7, "a", "queued"), Row(7, "b", "sending")], [])) == (2, 0, 0, 0)


def test_a_repeat_is_counted_with_its_flag_and_without() -> None:
    twice = [arrived("a"), arrived("a")]
    assert figures(judging.messages([Row(7, "a", "sent", repeated=1)], twice)) == (0, 1, 1, 0)
    assert figures(judging.messages([Row(7, "a", "sent")], twice)) == (0, 1, 0, 0)
    assert figures(judging.messages([Row(7, "a", "sent"), Row(7, "a", "sent")], twice)) == (0, 0, 0, 0)


def test_what_came_of_no_row_is_a_repeat_without_a_flag() -> None:
    assert figures(judging.messages([], [arrived("a")])) == (0, 1, 0, 0)


def test_an_edit_arrives_as_an_edit_and_may_be_repeated() -> None:
    edits = [arrived("2 of 3", method="editMessageText")] * 2
    assert figures(judging.messages([Row(7, "2 of 3", "sent", edit=True)], edits)) == (0, 0, 0, 0)
    assert figures(judging.messages([Row(7, "2 of 3", "sent", edit=True)], [])) == (1, 0, 0, 0)


def test_a_count_that_was_changed_before_it_was_sent_again() -> None:
    """Its rows are told by the messages that they became: here the first went out twice, as 21 and as 22."""
    again = Row(7, "9 of 9, done", "sent", kind="progress", message_id="22", repeated=1)
    edit = Row(7, "5 of 9", "sent", kind="progress", edit=True, message_id="22")
    came = [
        replace(arrived("1 of 9"), message_id=21),
        replace(arrived("9 of 9, done"), message_id=22),
        replace(arrived("5 of 9", method="editMessageText"), message_id=22),
    ]
    assert figures(judging.messages([again, edit], came)) == (0, 1, 1, 0)
    assert figures(judging.messages([replace(again, repeated=0), edit], came)) == (0, 1, 0, 0)
    assert figures(judging.messages([again, replace(edit, message_id="21")], came)) == (0, 0, 0, 0)


def test_what_was_repeated_without_a_flag_is_named() -> None:
    found = judging.messages([Row(7, "a", "sent")], [arrived("a"), arrived("a")])
    assert found.wrong == ["came 2 times without a flag: 'a'"]


def effects(answers: int = 2, misfits: int = 0, asked: int = 1, marks: int = 4) -> Effects:
    return Effects({7: answers}, misfits, {"why": asked}, marks)


def test_updates_and_their_effects() -> None:
    said = Said({7: 3, 8: 1}, {7: 2}, ["why"])
    replies = [Row(7, "", "sent")] * 3 + [Row(8, "", "sent")]
    assert judging.updates(replies, effects(), said).fine
    assert figures(judging.updates(replies[1:], effects(), said)) == (1, 0, 0, 0)
    assert figures(judging.updates([*replies, replies[0]], effects(), said)) == (0, 0, 0, 1)
    for changed in (effects(answers=3), effects(misfits=1), effects(asked=2), effects(marks=5)):
        assert figures(judging.updates(replies, changed, said)) == (0, 0, 0, 1)
    for changed in (effects(answers=1), effects(asked=0), effects(marks=3)):
        assert figures(judging.updates(replies, changed, said)) == (1, 0, 0, 0)


def test_tries_add_up() -> None:
    total = Outcome()
    total.add(Outcome(times=2, repeated=3, flagged=2, remarks=["slow"]))
    total.add(Outcome(times=1, repeated=1, flagged=1, remarks=["slow"], wrong=["late"]))
    assert (total.times, total.repeated, total.unflagged, total.remarks) == (3, 4, 1, ["slow"])
    total.expect("exit status", 0, 0)
    assert total.wrong == ["late"]
    total.expect("exit status", 1, 0)
    assert total.wrong == ["late", "exit status: 1, promised 0"]
