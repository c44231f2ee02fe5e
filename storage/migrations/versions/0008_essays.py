"""Essays: assignments, what was handed in, and its marks."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from storage.database import UTCDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString()


def upgrade() -> None:
    _assignments()
    _submissions()
    _marks()


def _assignments() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("cohort_id", sa.Integer(), sa.ForeignKey("cohort.id"), nullable=False, index=True),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("instructions", TEXT, nullable=False),
        sa.Column("handout_id", sa.Integer(), sa.ForeignKey("storedfile.id"), nullable=True),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("first_marker_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=True, index=True),
        sa.Column("second_marker_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=True, index=True),
        sa.Column("due_at", UTCDateTime(), nullable=True),
        sa.Column("reminded_at", UTCDateTime(), nullable=True),
        sa.Column("opened_at", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
    )
    is_open = sa.text("state = 'open'")
    op.create_index("ix_assignment_due", "assignment", ["due_at"], sqlite_where=is_open, postgresql_where=is_open)


def _submissions() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("assignment_id", sa.Integer(), sa.ForeignKey("assignment.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=True),
        sa.Column("by_time", sa.Boolean(), nullable=False),
        sa.Column("past_due", sa.Boolean(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("mark", sa.Float(), nullable=True),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("last_at", UTCDateTime(), nullable=True),
        sa.Column("asked_at", UTCDateTime(), nullable=True),
        sa.Column("handed_in_at", UTCDateTime(), nullable=True),
        sa.Column("due_at", UTCDateTime(), nullable=True),
        sa.Column("settled_at", UTCDateTime(), nullable=True),
        sa.UniqueConstraint("assignment_id", "person_id", "version"),
        sa.UniqueConstraint("code"),
    )
    gathering = sa.text("state = 'gathering'")
    op.create_index(
        "ix_submission_gathering", "submission", ["last_at"], sqlite_where=gathering, postgresql_where=gathering
    )
    op.create_table(
        "submissionpart",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("submission_id", sa.Integer(), sa.ForeignKey("submission.id"), nullable=False, index=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("file_id", sa.Integer(), sa.ForeignKey("storedfile.id"), nullable=True, index=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
    )


def _marks() -> None:
    op.create_table(
        "essaymark",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("submission_id", sa.Integer(), sa.ForeignKey("submission.id"), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("marker_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("mark", sa.Float(), nullable=False),
        sa.Column("comment", TEXT, nullable=False),
        sa.Column("marked_at", UTCDateTime(), nullable=False),
        sa.UniqueConstraint("submission_id", "slot"),
    )
    op.create_table(
        "marking",
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Float(), nullable=False),
        sa.Column("comment", TEXT, nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
    )


def downgrade() -> None:
    for name in ("marking", "essaymark", "submissionpart", "submission", "assignment"):
        op.drop_table(name)
