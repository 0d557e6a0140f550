"""Create the two logins and the database, as often as asked (architecture, decision 1).

`poaiss_owner` owns the database and runs migrations; `poaiss_app` owns nothing and bypasses nothing, so that
row-level security holds against whatever the application says.
"""

from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

ADMINISTRATOR = "postgres"
OWNER = "poaiss_owner"
APP = "poaiss_app"
DATABASE = "poaiss"
PORT = 5432

ROLE_ATTRIBUTES: dict[str, LiteralString] = {
    OWNER: "LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
    APP: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
}
SCHEMA: tuple[LiteralString, ...] = (
    "ALTER SCHEMA public OWNER TO poaiss_owner",
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO poaiss_app",
)


def connect(socket_dir: Path, database: str) -> psycopg.Connection:
    """Open a session as the administrator of the cluster, whom only the socket's owner and root can be."""
    return psycopg.connect(
        host=str(socket_dir), port=PORT, user=ADMINISTRATOR, dbname=database, autocommit=True, connect_timeout=10
    )


def is_prepared(socket_dir: Path) -> bool:
    """Return whether the database exists; it is created last, so everything before it stands as well."""
    with connect(socket_dir, "postgres") as session:
        return has_database(session)


def prepare(socket_dir: Path) -> None:
    """Create or mend roles, schema rights and the database; template1 first, since new databases copy it."""
    with connect(socket_dir, "postgres") as session:
        for role, attributes in ROLE_ATTRIBUTES.items():
            prepare_role(session, role, attributes)
    prepare_schema(socket_dir, "template1")
    with connect(socket_dir, "postgres") as session:
        if not has_database(session):
            session.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )
    prepare_schema(socket_dir, DATABASE)


def prepare_role(session: psycopg.Connection, role: str, attributes: LiteralString) -> None:
    """Create the role or bring its attributes back to what they must be."""
    known = session.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    verb = sql.SQL("ALTER ROLE {} " if known else "CREATE ROLE {} ")
    session.execute(verb.format(sql.Identifier(role)) + sql.SQL(attributes))


def prepare_schema(socket_dir: Path, database: str) -> None:
    """Give the schema `public` of one database to the owner, its use to the application, nothing to others."""
    with connect(socket_dir, database) as session:
        for statement in SCHEMA:
            session.execute(statement)


def has_database(session: psycopg.Connection) -> bool:
    """Return whether the project's database exists."""
    return session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is not None
