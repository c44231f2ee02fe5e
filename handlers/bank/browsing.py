"""`/nganhang`: what is in the banks, a question with its versions, and the bank as a file."""

from __future__ import annotations

from collections import defaultdict

from handlers.bank.cards import card, short
from handlers.turn import Reply, Turn
from storage import audit, programmes, stored
from storage.messages import Choice
from storage.programmes import Programme
from storage.quizzes import APPROVED, DRAFT, REPLACED, RETIRED, Question, bank, exporting, versions
from storage.quizzes.bank import Chapter

MOST_FOUND = 10
MOST_CHAPTERS = 20


def browse(turn: Turn) -> Reply:
    """`/nganhang`: every programme's chapters and their questions counted; `/nganhang words`: questions with these."""
    if turn.text:
        return _found(turn, turn.text)
    banks = [(one, bank.chapters(turn.session, one.id or 0)) for one in programmes.every(turn.session)]
    banks = [(programme, chapters) for programme, chapters in banks if chapters]
    if not banks:
        return turn.say("bank-empty")
    lines = [line for programme, chapters in banks for line in _programme(turn, programme, chapters)]
    choices = [
        turn.choice("bank-export", f"/xuatcau {programme.id} {form}", format=name, programme=programme.name)
        for programme, _ in banks[:3]
        for form, name in exporting.FORMATS.items()
    ]
    drafts = any(one.state == DRAFT for _, chapters in banks for one in chapters)
    approving = [turn.choice("imports-approve", "/duyet")] if drafts and turn.is_coordinator() else []
    return turn.say("bank-overview", *approving, *choices, banks="\n".join(lines))


def see(turn: Turn) -> Reply:
    """`/xemcau question`"""
    question = turn.session.get(Question, turn.number())
    if question is None:
        return turn.say("bank-nothing-found", words=str(turn.number()))
    return _card(turn, question)


def see_versions(turn: Turn) -> Reply:
    """`/xemban question`: every version, when it was made and what became of it."""
    question = turn.session.get(Question, turn.number())
    if question is None:
        return turn.say("bank-nothing-found", words=str(turn.number()))
    lines = [
        turn.voice.text(
            "bank-version", version=one.version, day=turn.voice.day(one.created_at),
            state=turn.voice.text(f"bank-state-{one.state}"), stem=short(one),
        )
        for one in versions.of(turn.session, question)
    ]  # fmt: skip
    return turn.say("bank-versions", turn.choice("bank-back", f"/xemcau {question.id}"), versions="\n".join(lines))


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


def _programme(turn: Turn, programme: Programme, chapters: list[Chapter]) -> list[str]:
    """The name, and a line for each chapter: how many are approved, how many wait."""
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for one in chapters:
        counts[one.chapter][one.state] = counts[one.chapter].get(one.state, 0) + one.count
    lines = [programme.name]
    for name, states in list(counts.items())[:MOST_CHAPTERS]:
        known = [state for state in (APPROVED, DRAFT, RETIRED) if state in states]
        said = ", ".join(turn.voice.text(f"bank-count-{state}", count=states[state]) for state in known)
        chapter = name or turn.voice.text("bank-no-chapter")
        lines.append(turn.voice.text("bank-chapter-counts", chapter=chapter, counts=said))
    if len(counts) > MOST_CHAPTERS:
        lines.append(turn.voice.text("bank-more-chapters", count=len(counts) - MOST_CHAPTERS))
    return [*lines, ""]


def _found(turn: Turn, words: str) -> Reply:
    found = bank.search(turn.session, words, MOST_FOUND)
    if not found:
        return turn.say("bank-nothing-found", words=words)
    if len(found) == 1:
        return _card(turn, found[0])
    lines = "\n".join(f"{number}. {short(one)}" for number, one in enumerate(found, 1))
    choices = (Choice(str(number), f"/xemcau {one.id}", in_text=True) for number, one in enumerate(found, 1))
    return turn.say("bank-found", *choices, questions=lines)


def _card(turn: Turn, question: Question) -> Reply:
    choices = []
    if question.state in (APPROVED, DRAFT):
        choices.append(turn.choice("bank-retire", f"/thoidung {question.id}"))
    if question.state == RETIRED:
        choices.append(turn.choice("bank-bring-back", f"/dunglaicau {question.id}"))
    if question.version > 1 or question.state == REPLACED:
        choices.append(turn.choice("bank-see-versions", f"/xemban {question.id}"))
    heading = turn.voice.text(
        "bank-card", number=str(question.id), state=turn.voice.text(f"bank-state-{question.state}"),
        version=question.version,
    )  # fmt: skip
    quizzes = ", ".join(quiz.title for quiz in bank.quizzes_of(turn.session, question))
    below = turn.voice.text("bank-in-quizzes", quizzes=quizzes) if quizzes else ""
    return card(turn, question, heading, *choices, below=below)
