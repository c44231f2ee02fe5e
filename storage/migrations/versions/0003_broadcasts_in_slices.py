"""Broadcasts that go into the outbox in slices; old texts that are emptied; who has a role, found by an index."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBERS = ("reached", "people", "reachable", "sent")
PARTIAL = {
    "ix_outbox_broadcast": ("broadcast_id IS NOT NULL", ["broadcast_id", "id"]),
    "ix_outbox_broadcast_unsent": ("broadcast_id IS NOT NULL AND state IN ('queued', 'sending')", ["broadcast_id"]),
    "ix_outbox_old": ("broadcast_id IS NULL", ["created_at"]),
}


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString()
    with op.batch_alter_table("broadcast") as broadcast:
        broadcast.add_column(sa.Column("spreading", text, nullable=False, server_default=""))
        for name in NUMBERS:
            broadcast.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        broadcast.add_column(sa.Column("bodies_from", sa.Integer(), nullable=True, server_default="0"))
    op.drop_index("ix_outbox_broadcast_id", "outbox")
    for name, (where, columns) in PARTIAL.items():
        op.create_index(name, "outbox", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
    op.create_index("ix_outbox_chat_id", "outbox", ["chat_id"])
    op.drop_index("ix_enrolment_unit_id", "enrolment")
    op.create_index("ix_enrolment_unit_id_person_id", "enrolment", ["unit_id", "person_id"])
    _find_staff()
    # Whom a coordinator looked for is nobody's business.
    op.execute(sa.text("UPDATE audit SET detail = '' WHERE action = 'searched people'"))


def downgrade() -> None:
    op.drop_index("ix_person_erase_at", "person")
    op.drop_index("ix_person_staff", "person")
    with op.batch_alter_table("person") as person:
        for name in ("staff", "was_stopped"):
            person.drop_column(name)
    op.drop_index("ix_enrolment_unit_id_person_id", "enrolment")
    op.create_index("ix_enrolment_unit_id", "enrolment", ["unit_id"])
    for name in ("ix_outbox_chat_id", *PARTIAL):
        op.drop_index(name, "outbox")
    op.create_index("ix_outbox_broadcast_id", "outbox", ["broadcast_id"])
    with op.batch_alter_table("broadcast") as broadcast:
        for name in ("spreading", *NUMBERS, "bodies_from"):
            broadcast.drop_column(name)


def _find_staff() -> None:
    with op.batch_alter_table("person") as person:
        for name in ("staff", "was_stopped"):
            person.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    person = sa.table("person", sa.column("staff", sa.Boolean()), sa.column("roles", sa.JSON()))
    op.execute(person.update().where(sa.cast(person.c.roles, sa.String()) != "[]").values(staff=True))
    op.create_index(
        "ix_person_staff", "person", ["id"], sqlite_where=sa.text("staff = 1"), postgresql_where=sa.text("staff")
    )
    wanted = sa.text("erase_at IS NOT NULL")
    op.create_index("ix_person_erase_at", "person", ["erase_at"], sqlite_where=wanted, postgresql_where=wanted)
