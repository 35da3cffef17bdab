"""`zhuxin run`: everything on one machine. PostgreSQL, web server and worker are started, watched, and stopped together."""

import ctypes
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psycopg

from zhuxin.core.db.embedded import (
    CannotStart,
    PostgresServer,
    check_directory,
    ensure_database,
    start_embedded,
    stop_embedded,
)
from zhuxin.core.db.roles import Urls, own_urls
from zhuxin.core.log import log
from zhuxin.core.settings import Settings

READY_TIMEOUT_S = 60
STOP_TIMEOUT_S = 10
REVIVE_AGAIN_S = 2
_PR_SET_PDEATHSIG = 1


def check_port(host: str, port: int) -> None:
    """Raises `CannotStart` where the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"端口 {port} 无法使用，请用 --port 换一个 / Port {port} cannot be used, choose another with --port ({error.strerror})"
            ) from None


def check_url(url: str) -> None:
    """Raises `CannotStart` where the lender's own PostgreSQL cannot be reached or is too old."""
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version
    except psycopg.Error as error:
        why = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise CannotStart(
            f"连接不上 ZHUXIN_DATABASE_URL 指定的数据库 / The database of ZHUXIN_DATABASE_URL cannot be reached: {why}"
        ) from None
    if version < 150000:
        raise CannotStart(
            f"PostgreSQL 版本须不低于 15 / PostgreSQL 15 or later is needed, this one is {version // 10000}"
        )


def demo_password(data_dir: Path) -> str:
    """The demo's password, made once and kept in the data directory."""
    path = data_dir / "demo-password"
    if not path.exists():
        keep_password(data_dir, os.environ.get("ZHUXIN_DEMO_PASSWORD") or f"demo-{secrets.token_urlsafe(15)}")
    return path.read_text().strip()


def kept_password(data_dir: Path) -> str:
    """The password that a demo's or a copy's people share; a dash where none is kept."""
    path = data_dir / "demo-password"
    return path.read_text().strip() if path.exists() else "-"


def keep_password(data_dir: Path, password: str | None = None) -> str:
    """Keep the first password of a data directory, a new one where none is given; it is told at each start."""
    path = data_dir / "demo-password"
    path.write_text(password or secrets.token_urlsafe(15))
    path.chmod(0o600)
    return path.read_text()


class Supervisor:
    """The processes of one machine."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.server: PostgresServer | None = None
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False
        self.url = ""  # as the application

    def listen(self) -> None:
        """Note signals that ask to stop, from before anything is started, so that nothing is left running."""
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._ask_to_stop)

    def start_database(self) -> Urls:
        """Start the embedded PostgreSQL or check the lender's own; its URLs."""
        check_directory(self.settings.data_dir)
        if self.settings.database_url:
            check_url(self.settings.database_url)
            urls = own_urls(self.settings)
        else:
            self.server = start_embedded(self.settings.data_dir)
            urls = ensure_database(self.server)
        self.url = urls.app
        return urls

    def start(self, name: str) -> None:
        """Start the child process `zhuxin NAME`; it dies with this one."""
        environment = {
            **os.environ,
            "ZHUXIN_DATABASE_URL": self.url,
            "ZHUXIN_DATA_DIR": str(self.settings.data_dir.resolve()),
            "ZHUXIN_PORT": str(self.settings.port),
            "ZHUXIN_HOST": self.settings.host,
        }
        with open(self.settings.data_dir / f"{name}.log", "ab") as log:
            self.children[name] = subprocess.Popen(
                [sys.executable, "-m", "zhuxin.cli", name],
                env=environment,
                stdout=log,
                stderr=log,
                preexec_fn=_die_with_parent,
                start_new_session=True,
            )

    def wait_ready(self) -> None:
        """Wait until the web server answers; raises `CannotStart` where it does not."""
        host = "127.0.0.1" if self.settings.host in ("0.0.0.0", "::") else self.settings.host
        deadline = time.monotonic() + READY_TIMEOUT_S
        while time.monotonic() < deadline:
            if self.stopping:
                return
            if self.children["serve"].poll() is not None:
                break
            try:
                if (
                    httpx.get(
                        f"http://{host}:{self.settings.port}/readyz", timeout=2, trust_env=False
                    ).status_code
                    == 200
                ):
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
        raise CannotStart(
            f"网页服务没有启动，见日志 / The web server did not start, see {self.settings.data_dir / 'serve.log'}"
        )

    def watch(self) -> None:
        """Start again what has died, until a signal asks to stop."""
        while not self.stopping:
            time.sleep(0.3)
            if not self.stopping:
                self._revive()

    def _revive(self) -> None:
        """What cannot be started now, since the disk is full for one, is tried again at the next turn."""
        try:
            if self.server is not None and not self.server.get_postmaster_info().is_running():
                self.server.ensure_postgres_running()
            for name, child in list(self.children.items()):
                if child.poll() is not None and not self.stopping:
                    time.sleep(0.3)
                    self.start(name)
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("cannot be started again yet", error=str(error))
            time.sleep(REVIVE_AGAIN_S)

    def _ask_to_stop(self, *_: object) -> None:
        self.stopping = True

    def stop(self) -> None:
        """Stop web server and worker, then the database; what is under way is rolled back or taken up next time."""
        self.stopping = True
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        for child in self.children.values():
            try:
                child.wait(STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        if self.server is not None and self.server.get_postmaster_info().is_running():
            stop_embedded(self.server)


def _die_with_parent() -> None:
    ctypes.CDLL("libc.so.6", use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
