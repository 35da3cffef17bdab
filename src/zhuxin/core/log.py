"""Structured logs, one JSON object a line."""

import logging
import sys
from typing import TextIO, cast

import structlog
from prometheus_client import Counter

LOST_LINES = Counter("zhuxin_log_lines_lost_total", "Log lines that the disk had no room for.")


class LogStream:
    """A stream whose full disk costs the line and not the request that wrote it."""

    def __init__(self, stream: TextIO):
        self._stream = stream

    def write(self, text: str) -> None:
        try:
            self._stream.write(text)
        except OSError:
            LOST_LINES.inc()

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            LOST_LINES.inc()


def configure_log(log_format: str = "json") -> None:
    """Set up structlog for this process; what libraries log goes through at warning and above."""
    render = structlog.processors.JSONRenderer() if log_format == "json" else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, LogStream(sys.stderr))),
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)


log = structlog.get_logger("zhuxin")
