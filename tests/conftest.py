"""Fixtures of every test that needs a database: a file has its own, with packages and the demo's people in it."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest

from support.server import ROOT_VARIABLE, make_root, own_database, remove_root, server_url
from zhuxin.core.log import configure_log

_owns_root = ROOT_VARIABLE not in os.environ


def pytest_configure() -> None:
    configure_log()
    make_root()


def pytest_unconfigure() -> None:
    if _owns_root and ROOT_VARIABLE in os.environ:
        remove_root()


@pytest.fixture(scope="session")
def server() -> str:
    return server_url()


@pytest.fixture(scope="module")
def database_url(server: str) -> Iterator[str]:
    with own_database(server) as url:
        yield url


@pytest.fixture(scope="module")
async def app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[object]:
    """The app over the file's own database; its clock stands until a test sets it."""
    from support.app import open_app

    async with open_app(database_url, tmp_path_factory.mktemp("data")) as opened:
        yield opened


@pytest.fixture(scope="module")
def as_user(app):  # type: ignore[no-untyped-def]
    """`await as_user("sales")`: her client; `as_user.session(…)`, `as_user.anonymous()`."""
    from support.http import Clients

    return Clients(app)
