"""Long jobs that people watch: progress, cancellation and result. Short jobs live in procrastinate alone."""

from sqlalchemy import BigInteger, Column, Index, Table

from zhuxin.core.db.schema import INSTANT, JSON_DOCUMENT, created_at, id_column, metadata, text_column

job_run = Table(
    "job_run",
    metadata,
    id_column(),
    created_at(),
    text_column("kind"),
    Column("label", JSON_DOCUMENT, nullable=False),
    text_column("status"),  # queued, running, completed, failed, canceled
    Column("done", BigInteger, nullable=False, server_default="0"),
    Column("total", BigInteger, nullable=False, server_default="0"),
    Column("message", JSON_DOCUMENT),
    Column("arguments", JSON_DOCUMENT, nullable=False),
    Column("result", JSON_DOCUMENT),
    Column("started_at", INSTANT),
    Column("finished_at", INSTANT),
    text_column("created_by", nullable=True),
    Index("ix_job_run_created_at", "created_at"),
)
