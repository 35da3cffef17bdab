"""Background work: procrastinate, with jobs enqueued in the caller's own transaction."""
