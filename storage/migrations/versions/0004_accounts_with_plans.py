"""Accounts with plans and what of them is used; a chosen chat; codes for a second one; who was phoned."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from storage.database import UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString()
    with op.batch_alter_table("account") as account:
        account.add_column(sa.Column("people_most", sa.Integer(), nullable=True))
        account.add_column(sa.Column("messages_most", sa.Integer(), nullable=True))
        account.add_column(sa.Column("counts_incoming", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("chat") as chat:
        chat.add_column(sa.Column("preferred", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "monthlyuse",
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), primary_key=True),
        sa.Column("month", text, primary_key=True),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("warned", text, nullable=False),
    )
    op.create_table(
        "linkcode",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False, unique=True),
        sa.Column("code_hash", text, nullable=False, index=True),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
    )
    op.create_table(
        "call",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("called_at", UTCDateTime(), nullable=False),
        sa.Column("called_by", sa.Integer(), sa.ForeignKey("person.id"), nullable=True),
    )


def downgrade() -> None:
    for name in ("call", "linkcode", "monthlyuse"):
        op.drop_table(name)
    with op.batch_alter_table("chat") as chat:
        chat.drop_column("preferred")
    with op.batch_alter_table("account") as account:
        for name in ("people_most", "messages_most", "counts_incoming"):
            account.drop_column(name)
