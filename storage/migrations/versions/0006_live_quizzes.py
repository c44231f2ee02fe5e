"""Live quizzes: who joined, what was asked, what was answered."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from storage.database import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString()


def upgrade() -> None:
    op.create_table(
        "livequiz",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("code", TEXT, nullable=True),
        sa.Column("cohort_id", sa.Integer(), sa.ForeignKey("cohort.id"), nullable=False, index=True),
        sa.Column("quiz_id", sa.Integer(), sa.ForeignKey("quiz.id"), nullable=True, index=True),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("shown_table", TEXT, nullable=False),
        sa.Column("bonus", sa.Boolean(), nullable=False),
        sa.Column("host_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("chat_id", sa.Integer(), sa.ForeignKey("chat.id"), nullable=True, index=True),
        sa.Column("opens_at", UTCDateTime(), nullable=True),
        sa.Column("closes_at", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "livequestion",
        sa.Column("live_id", sa.Integer(), sa.ForeignKey("livequiz.id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("question_id", sa.Integer(), sa.ForeignKey("question.id"), nullable=False, index=True),
    )
    op.create_table(
        "liveparticipant",
        sa.Column("live_id", sa.Integer(), sa.ForeignKey("livequiz.id"), primary_key=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), primary_key=True, index=True),
        sa.Column("chat_id", sa.Integer(), sa.ForeignKey("chat.id"), nullable=False, index=True),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("has_left", sa.Boolean(), nullable=False),
        sa.Column("joined_at", UTCDateTime(), nullable=False),
    )
    op.create_table(
        "liveanswer",
        sa.Column("live_id", sa.Integer(), sa.ForeignKey("livequiz.id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), primary_key=True, index=True),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("bonus", sa.Float(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=False),
    )


def downgrade() -> None:
    for name in ("liveanswer", "liveparticipant", "livequestion", "livequiz"):
        op.drop_table(name)
