"""A data directory of its own, and a machine that runs in it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.machine import APPLICANTS, Machine, free_port, start


@pytest.fixture
def data() -> Iterator[Path]:
    directory = Path(tempfile.mkdtemp(prefix="zhuxin-run-"))
    directory.chmod(0o755)
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def machine(data: Path) -> Iterator[Machine]:
    """A lender whose demo is being loaded."""
    with start(data, free_port(), "run", "--demo", ZHUXIN_DEMO_APPLICANTS=str(APPLICANTS)) as found:
        yield found
