"""Runs the migrations; SQLite needs its foreign keys off meanwhile, and a check afterwards."""

from alembic import context
from sqlalchemy import create_engine

from storage.tables import METADATA


def migrate() -> None:
    """Run what `alembic.command` asked for on the database of `config.attributes["url"]`."""
    engine = create_engine(context.config.attributes["url"])
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # Within a transaction this pragma does nothing, and a batch ALTER would delete the child rows.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
        with context.begin_transaction():
            context.run_migrations()
            if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                raise RuntimeError(f"the migration would break references: {broken[:3]}")
        connection.commit()
    engine.dispose()


migrate()
