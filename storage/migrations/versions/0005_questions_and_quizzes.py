"""A bank of questions with versions; rules of quizzes, papers and extra time; files kept in the database."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from storage.database import UTCDateTime
from storage.quizzes.fingerprints import fingerprint

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString()
NONE = sa.text("'[]'")


def upgrade() -> None:
    op.create_table(
        "storedfile",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False, index=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
    )
    _questions()
    _quizzes()
    _attempts()


def _questions() -> None:
    with op.batch_alter_table("question") as question:
        question.add_column(
            sa.Column("programme_id", sa.Integer(), sa.ForeignKey("programme.id", name="fk_question_programme"))
        )
        question.add_column(sa.Column("first_id", sa.Integer(), sa.ForeignKey("question.id", name="fk_question_first")))
        question.add_column(
            sa.Column("picture_id", sa.Integer(), sa.ForeignKey("storedfile.id", name="fk_question_picture"))
        )
        question.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        for name in ("name", "fingerprint", "file"):
            question.add_column(sa.Column(name, TEXT, nullable=False, server_default=""))
        for name in ("feedbacks", "tags"):
            question.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default=NONE))
    op.create_index("ix_question_first_id", "question", ["first_id"])
    op.create_index("ix_question_programme_id_fingerprint", "question", ["programme_id", "fingerprint"])
    op.create_index("ix_question_programme_id_state_chapter", "question", ["programme_id", "state", "chapter"])
    op.create_index("ix_quizquestion_question_id", "quizquestion", ["question_id"])
    op.execute(
        "UPDATE question SET programme_id = (SELECT min(cohort.programme_id) FROM quizquestion "
        "JOIN quiz ON quiz.id = quizquestion.quiz_id JOIN cohort ON cohort.id = quiz.cohort_id "
        "WHERE quizquestion.question_id = question.id)"
    )
    connection = op.get_bind()
    for question_id, stem in connection.execute(sa.text("SELECT id, stem FROM question")).all():
        connection.execute(
            sa.text("UPDATE question SET fingerprint = :print WHERE id = :id"),
            {"print": fingerprint(stem), "id": question_id},
        )


def _quizzes() -> None:
    with op.batch_alter_table("quiz") as quiz:
        quiz.add_column(sa.Column("counts", TEXT, nullable=False, server_default="best"))
        quiz.add_column(sa.Column("pause_minutes", sa.Integer(), nullable=False, server_default="0"))
        quiz.add_column(sa.Column("minutes", sa.Integer(), nullable=False, server_default="0"))
        quiz.add_column(sa.Column("pass_mark", sa.Float(), nullable=True))
        for name in ("practice", "shuffle_questions", "shuffle_options"):
            quiz.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
        quiz.add_column(sa.Column("remind_hours", sa.Integer(), nullable=False, server_default="24"))
        quiz.add_column(sa.Column("opens_after", sa.Integer(), sa.ForeignKey("lesson.id", name="fk_quiz_lesson")))
        for name in ("opens_at", "reminded_at", "told_at"):
            quiz.add_column(sa.Column(name, UTCDateTime(), nullable=True))
    op.create_table(
        "draw",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("quiz_id", sa.Integer(), sa.ForeignKey("quiz.id"), nullable=False, index=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("chapter", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("tag", TEXT, nullable=False),
    )
    op.create_table(
        "allowance",
        sa.Column("quiz_id", sa.Integer(), sa.ForeignKey("quiz.id"), primary_key=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), primary_key=True, index=True),
        sa.Column("extra_minutes", sa.Integer(), nullable=False),
        sa.Column("extra_attempts", sa.Integer(), nullable=False),
        sa.Column("closes_at", UTCDateTime(), nullable=True),
    )


def _attempts() -> None:
    op.create_table(
        "paperquestion",
        sa.Column("attempt_id", sa.Integer(), sa.ForeignKey("attempt.id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("question_id", sa.Integer(), sa.ForeignKey("question.id"), nullable=False, index=True),
        sa.Column("shown", sa.JSON(none_as_null=True), nullable=True),
    )
    # An attempt under way goes on with the questions of its quiz; a finished one had those that it answered.
    op.execute(
        "INSERT INTO paperquestion (attempt_id, position, question_id) "
        "SELECT attempt.id, quizquestion.position, quizquestion.question_id FROM attempt "
        "JOIN quizquestion ON quizquestion.quiz_id = attempt.quiz_id WHERE attempt.state = 'under_way'"
    )
    op.execute(
        "INSERT INTO paperquestion (attempt_id, position, question_id) "
        "SELECT attempt.id, answer.position, answer.question_id FROM attempt "
        "JOIN answer ON answer.attempt_id = attempt.id WHERE attempt.state <> 'under_way'"
    )
    with op.batch_alter_table("attempt") as attempt:
        attempt.add_column(sa.Column("deadline_at", UTCDateTime(), nullable=True))
        attempt.add_column(sa.Column("by_time", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("answer") as answer:
        answer.add_column(sa.Column("to_mark", sa.Boolean(), nullable=False, server_default=sa.false()))
        answer.add_column(sa.Column("marked_by", sa.Integer(), sa.ForeignKey("person.id", name="fk_answer_marker")))
        answer.add_column(sa.Column("comment", TEXT, nullable=False, server_default=""))
    under_way = sa.text("state = 'under_way' AND deadline_at IS NOT NULL")
    op.create_index(
        "ix_attempt_deadline", "attempt", ["deadline_at"], sqlite_where=under_way, postgresql_where=under_way
    )
    op.create_index(
        "ix_answer_to_mark", "answer", ["id"], sqlite_where=sa.text("to_mark = 1"), postgresql_where=sa.text("to_mark")
    )


def downgrade() -> None:
    op.drop_index("ix_answer_to_mark", "answer")
    op.drop_index("ix_attempt_deadline", "attempt")
    with op.batch_alter_table("answer") as answer:
        for name in ("to_mark", "marked_by", "comment"):
            answer.drop_column(name)
    with op.batch_alter_table("attempt") as attempt:
        for name in ("deadline_at", "by_time"):
            attempt.drop_column(name)
    for name in ("paperquestion", "allowance", "draw"):
        op.drop_table(name)
    with op.batch_alter_table("quiz") as quiz:
        for name in (
            "counts", "pause_minutes", "minutes", "pass_mark", "practice", "shuffle_questions", "shuffle_options",
            "remind_hours", "opens_after", "opens_at", "reminded_at", "told_at",
        ):  # fmt: skip
            quiz.drop_column(name)
    op.drop_index("ix_quizquestion_question_id", "quizquestion")
    for name in ("first_id", "programme_id_fingerprint", "programme_id_state_chapter"):
        op.drop_index(f"ix_question_{name}", "question")
    with op.batch_alter_table("question") as question:
        for name in (
            "programme_id", "first_id", "picture_id", "version", "name", "fingerprint", "file", "feedbacks", "tags",
        ):  # fmt: skip
            question.drop_column(name)
    op.drop_table("storedfile")
