"""`/nganhang`: what is in the banks, a question with its versions, and the bank as a file."""

from __future__ import annotations

from collections import defaultdict
from textwrap import shorten

from handlers.bank.cards import approver, author, card, short
from handlers.turn import Reply, Turn
from storage import audit, programmes, stored
from storage.messages import Choice
from storage.programmes import Programme
from storage.quizzes import APPROVED, DRAFT, RETIRED, Question, bank, exporting, versions
from storage.quizzes.bank import Chapter

MOST_FOUND = 10
MOST_CHAPTERS = 20  # of all banks together; a chat remembers the last 40 buttons
MOST_PROGRAMMES = 6


def browse(turn: Turn) -> Reply:
    """`/nganhang`: every programme's chapters and their questions counted; `/nganhang words`: questions with these."""
    if turn.text:
        return _found(turn, turn.text)
    banks = [(one, bank.chapters(turn.session, one.id or 0)) for one in programmes.every(turn.session)]
    banks = [(programme, chapters) for programme, chapters in banks if chapters]
    if not banks:
        return turn.say("bank-empty")
    lines, numbers = list[str](), list[Choice]()
    for programme, chapters in banks:
        lines += _programme(turn, programme, chapters, numbers)
    exports = [
        turn.choice("bank-export", f"/xuatcau {programme.id} {form}", format=name, programme=programme.name)
        for programme, _ in banks[:MOST_PROGRAMMES]
        for form, name in exporting.FORMATS.items()
    ]
    drafts = any(one.state == DRAFT for _, chapters in banks for one in chapters)
    approving = [turn.choice("imports-approve", "/duyet")] if drafts and turn.is_coordinator() else []
    return turn.say("bank-overview", *numbers, *approving, *exports, banks="\n".join(lines))


def see_chapter(turn: Turn) -> Reply:
    """`/xemchuong programme chapter page`: its questions, those that are used no more at the end."""
    names, page = _names(bank.chapters(turn.session, turn.number())), max(0, turn.number(2))
    if turn.number(1) not in range(len(names)):
        return turn.say("bank-empty")
    name = names[turn.number(1)]
    found = bank.current(turn.session, turn.number(), chapter=name, states=(APPROVED, DRAFT, RETIRED))
    found.sort(key=lambda one: one.state == RETIRED)
    shown = found[page * MOST_FOUND : (page + 1) * MOST_FOUND]
    where = f"/xemchuong {turn.number()} {turn.number(1)}"
    turns = [turn.choice("bank-earlier", f"{where} {page - 1}")] if page else []
    turns += [turn.choice("bank-later-page", f"{where} {page + 1}")] if found[(page + 1) * MOST_FOUND :] else []
    chapter = name or turn.voice.text("bank-no-chapter")
    lines, numbers = _listed(turn, shown)
    back = turn.choice("bank-see-bank", "/nganhang")
    return turn.say("bank-chapter-list", *numbers, *turns, back, chapter=chapter, count=len(found), questions=lines)


def see(turn: Turn) -> Reply:
    """`/xemcau question`"""
    question = turn.session.get(Question, turn.number())
    if question is None:
        return turn.say("bank-nothing-found", words=str(turn.number()))
    return _card(turn, question)


def see_versions(turn: Turn) -> Reply:
    """`/xemban question`: every version, when it was made, what became of it and who approved it."""
    question = turn.session.get(Question, turn.number())
    if question is None:
        return turn.say("bank-nothing-found", words=str(turn.number()))
    every = versions.of(turn.session, question)
    lines = [
        turn.voice.text(
            "bank-version", number=number, version=one.version, day=turn.voice.day(one.created_at),
            state=_state(turn, one), stem=short(one),
        )
        for number, one in enumerate(every, 1)
    ]  # fmt: skip
    numbers = (Choice(str(number), f"/xemcau {one.id}", in_text=True) for number, one in enumerate(every, 1))
    back = turn.choice("bank-back", f"/xemcau {question.id}")
    return turn.say("bank-versions", *numbers, back, versions="\n".join(lines))


def _state(turn: Turn, question: Question) -> str:
    """What became of the version, who made it and who approved it."""
    about = (("bank-author", author(turn, question)), ("bank-approver", approver(turn, question)))
    said = [turn.voice.text(key, value=value) for key, value in about if value]
    return "; ".join([turn.voice.text(f"bank-state-{question.state}"), *said])


def retire(turn: Turn) -> Reply:
    """`/thoidung question`: it is asked no more."""
    question = turn.session.get(Question, turn.number())
    if question is None or question.state not in (APPROVED, DRAFT):
        return see(turn)
    bank.retire(question)
    audit.note(turn.session, turn.now, turn.my_id, "question retired", f"question:{question.id}")
    return _card(turn, question)


def bring_back(turn: Turn) -> Reply:
    """`/dunglaicau question`: it may be asked again."""
    question = turn.session.get(Question, turn.number())
    if question is None or question.state != RETIRED:
        return see(turn)
    bank.bring_back(question)
    audit.note(turn.session, turn.now, turn.my_id, "question brought back", f"question:{question.id}")
    return _card(turn, question)


def export(turn: Turn) -> Reply:
    """`/xuatcau programme format`: the approved questions as a file."""
    programme, form = turn.session.get(Programme, turn.number()), turn.arguments[-1]
    if programme is None or form not in exporting.FORMATS:
        return browse(turn)
    written = exporting.written(turn.session, programme.id or 0, form)
    if not written.count:
        return turn.say("bank-nothing-to-export", programme=programme.name)
    name = f"{exporting.NAME}-{turn.now:%Y-%m-%d}.{exporting.ENDINGS[form]}"
    file_id = stored.keep(turn.session, name, written.content, turn.now)
    audit.note(turn.session, turn.now, turn.my_id, "questions exported", f"programme:{programme.id}", form)
    key = "bank-exported" if not written.left_out else "bank-exported-part"
    return turn.say(
        key, file=stored.file(turn.session, file_id), count=written.count, left=written.left_out,
        format=exporting.FORMATS[form], programme=programme.name,
    )  # fmt: skip


def _names(chapters: list[Chapter]) -> list[str]:
    return list(dict.fromkeys(one.chapter for one in chapters))


def _programme(turn: Turn, programme: Programme, chapters: list[Chapter], numbers: list[Choice]) -> list[str]:
    """The name, and a line for each chapter: how many are approved, how many wait. `numbers` gets the way to each."""
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for one in chapters:
        counts[one.chapter][one.state] = counts[one.chapter].get(one.state, 0) + one.count
    lines, shown = [programme.name], max(0, MOST_CHAPTERS - len(numbers))
    for at, (name, states) in enumerate(list(counts.items())[:shown]):
        known = [state for state in (APPROVED, DRAFT, RETIRED) if state in states]
        said = ", ".join(turn.voice.text(f"bank-count-{state}", count=states[state]) for state in known)
        chapter, number = name or turn.voice.text("bank-no-chapter"), len(numbers) + 1
        numbers.append(Choice(str(number), f"/xemchuong {programme.id} {at} 0", in_text=True))
        lines.append(turn.voice.text("bank-chapter-counts", number=number, chapter=chapter, counts=said))
    if len(counts) > shown:
        lines.append(turn.voice.text("bank-more-chapters", count=len(counts) - shown))
    return [*lines, ""]


def _listed(turn: Turn, questions: list[Question]) -> tuple[str, list[Choice]]:
    """A numbered line for each question, with its state unless it is approved, and the way to each."""
    lines = [
        f"{number}. {short(one)}"
        + ("" if one.state == APPROVED else f" ({turn.voice.text(f'bank-state-{one.state}')})")
        for number, one in enumerate(questions, 1)
    ]
    numbers = [Choice(str(number), f"/xemcau {one.id}", in_text=True) for number, one in enumerate(questions, 1)]
    return "\n".join(lines), numbers


def _found(turn: Turn, words: str) -> Reply:
    numbered = bank.numbered(turn.session, words)
    if numbered is not None:
        return _card(turn, numbered)
    found, count = bank.search(turn.session, words, MOST_FOUND)
    if not found:
        return turn.say("bank-nothing-found", words=shorten(words, 80, placeholder="…"))
    if len(found) == 1:
        return _card(turn, found[0])
    lines, numbers = _listed(turn, found)
    if count > len(found):
        lines += "\n" + turn.voice.text("bank-more-found", count=count - len(found))
    return turn.say("bank-found", *numbers, questions=lines)


def _card(turn: Turn, question: Question) -> Reply:
    choices = []
    if question.state in (APPROVED, DRAFT):
        choices.append(turn.choice("bank-correct", f"/suacau {question.id}"))
    if question.state == DRAFT and turn.is_coordinator():
        choices.append(turn.choice("bank-go-to-draft", f"/duyettu {question.id}"))
    if question.state == APPROVED and turn.is_coordinator():
        choices.append(turn.choice("bank-retire", f"/thoidung {question.id}"))
    if question.state == RETIRED and turn.is_coordinator():
        choices.append(turn.choice("bank-bring-back", f"/dunglaicau {question.id}"))
    if len(versions.of(turn.session, question)) > 1:
        choices.append(turn.choice("bank-see-versions", f"/xemban {question.id}"))
    heading = turn.voice.text(
        "bank-card", number=str(question.id), state=turn.voice.text(f"bank-state-{question.state}"),
        version=question.version,
    )  # fmt: skip
    quizzes = ", ".join(quiz.title for quiz in bank.quizzes_of(turn.session, question))
    below = turn.voice.text("bank-in-quizzes", quizzes=quizzes) if quizzes else ""
    return card(turn, question, heading, *choices, below=below)
