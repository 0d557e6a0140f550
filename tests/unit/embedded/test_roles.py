"""The two logins: one owns, the other owns nothing and bypasses nothing (architecture, decision 1)."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from poaiss.common.embedded_postgres import EmbeddedPostgres, Urls
from poaiss.common.embedded_postgres.roles import prepare


@pytest.fixture
def urls(server: EmbeddedPostgres) -> Iterator[Urls]:
    with server.hold() as urls:
        yield urls


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url, autocommit=True) as session:
        return session.execute(query).fetchall()


def test_the_urls_lead_to_the_two_logins(urls: Urls) -> None:
    assert rows(urls.owner, "SELECT current_user, current_database()") == [("poaiss_owner", "poaiss")]
    assert rows(urls.app, "SELECT current_user, current_database()") == [("poaiss_app", "poaiss")]


def test_neither_login_is_more_than_it_must_be(urls: Urls) -> None:
    query = """SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin
               FROM pg_roles WHERE rolname LIKE 'poaiss%' ORDER BY 1"""
    assert rows(urls.app, query) == [
        ("poaiss_app", False, False, False, False, False, True),
        ("poaiss_owner", False, False, False, True, False, True),
    ]


def test_case_follows_unicode_whatever_the_machine(urls: Urls) -> None:
    query = """SELECT pg_encoding_to_char(encoding), datlocprovider, datlocale, lower('ÉПΣ'), upper('ß')
               FROM pg_database WHERE datname = current_database()"""
    assert rows(urls.app, query) == [("UTF8", "b", "PG_UNICODE_FAST", "éпς", "SS")]


def test_the_database_and_a_test_database_belong_to_the_owner(urls: Urls) -> None:
    with psycopg.connect(urls.owner, autocommit=True) as session:
        session.execute("DROP DATABASE IF EXISTS test_poaiss")
        session.execute("CREATE DATABASE test_poaiss")
    query = "SELECT nspowner::regrole::text, has_schema_privilege('poaiss_app', 'public', 'USAGE') "
    query += "FROM pg_namespace WHERE nspname = 'public'"
    for database in ("poaiss", "test_poaiss"):
        owner = urls.owner.removesuffix("poaiss") + database
        assert rows(owner, query) == [("poaiss_owner", True)]
        with psycopg.connect(owner, autocommit=True) as session:
            session.execute("CREATE TABLE kept (secret text)")
            session.execute("INSERT INTO kept VALUES ('closed')")
        app = urls.app.removesuffix("poaiss") + database
        with psycopg.connect(app, autocommit=True) as session:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute("CREATE TABLE public.mine (x int)")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute("SELECT secret FROM kept")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute("ALTER ROLE poaiss_app BYPASSRLS")


def test_preparing_again_mends_what_was_bent_and_keeps_the_data(urls: Urls, server: EmbeddedPostgres) -> None:
    with psycopg.connect(urls.owner, autocommit=True) as session:
        session.execute("CREATE TABLE kept AS SELECT 7 AS n")
        session.execute("GRANT CREATE ON SCHEMA public TO PUBLIC")
    socket_dir = server.status().socket_dir
    assert socket_dir is not None
    with psycopg.connect(host=str(socket_dir), user="postgres", dbname="poaiss", autocommit=True) as administrator:
        administrator.execute("ALTER ROLE poaiss_app SUPERUSER BYPASSRLS")
    prepare(socket_dir)
    query = "SELECT rolsuper, rolbypassrls, has_schema_privilege('poaiss_app', 'public', 'CREATE') "
    assert rows(urls.app, query + "FROM pg_roles WHERE rolname = 'poaiss_app'") == [(False, False, False)]
    assert rows(urls.owner, "SELECT n FROM kept") == [(7,)]


def test_only_a_socket_in_a_closed_folder_is_open(urls: Urls, server: EmbeddedPostgres) -> None:
    assert rows(urls.app, "SELECT current_setting('listen_addresses'), inet_server_addr()") == [("", None)]
    folder = server.status().socket_dir
    assert isinstance(folder, Path)
    assert oct(folder.stat().st_mode) == "0o40700"
    assert oct((folder / ".s.PGSQL.5432").stat().st_mode) == "0o140700"


def test_a_durable_server_writes_to_the_disk(made_once: Path) -> None:
    query = "SELECT current_setting('fsync'), current_setting('full_page_writes'), current_setting('max_connections')"
    with EmbeddedPostgres(made_once).hold() as urls:
        assert rows(urls.app, query) == [("on", "on", "100")]
    with EmbeddedPostgres(made_once, durable=False).hold() as urls:
        assert rows(urls.app, query) == [("off", "off", "100")]


def test_the_log_keeps_what_people_wrote_to_itself(urls: Urls, server: EmbeddedPostgres) -> None:
    with psycopg.connect(urls.owner, autocommit=True) as session:
        session.execute("CREATE TABLE kept (email text UNIQUE)")
        session.execute("INSERT INTO kept VALUES ('amina@avaria.example')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            session.execute("INSERT INTO kept VALUES ('amina@avaria.example')")
    log = server.layout.log.read_text()
    assert 'violates unique constraint "kept_email_key"' in log
    assert "amina" not in log
    assert oct(server.layout.log.stat().st_mode) == "0o100600"
