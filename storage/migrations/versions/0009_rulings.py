"""Rulings: that everybody has the point of a question, that it does not count, that it was passed over."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString()
# What had been retired before it was reached never counted in a finished attempt.
PASSED_OVER = """
    UPDATE paperquestion SET ruling = 'passed'
    WHERE question_id IN (SELECT id FROM question WHERE state NOT IN ('approved', 'replaced'))
    AND attempt_id IN (SELECT id FROM attempt WHERE state = 'finished')
    AND NOT EXISTS (
        SELECT 1 FROM answer WHERE answer.attempt_id = paperquestion.attempt_id
        AND answer.position = paperquestion.position
    )
"""


def upgrade() -> None:
    with op.batch_alter_table("paperquestion") as paper:
        paper.add_column(sa.Column("ruling", TEXT, nullable=False, server_default=""))
    op.execute(PASSED_OVER)
