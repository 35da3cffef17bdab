"""Keeping the lexemes of an object with its fields: the trigger is replaced when they change, and records there are found anew,
at once where they are few, by a job where they are many."""

from psycopg import sql

from zhuxin.core.jobs.queue import job
from zhuxin.core.jobs.runs import Progress, create_run
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.objects.catalog import load_catalog
from zhuxin.kernel.objects.ddl import run_online
from zhuxin.kernel.objects.define import SEARCH_TERMS
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.search.terms import termed_fields, trigger_body

JOB = "kernel.search.fill"
AT_ONCE = 2_000
BATCH = 200  # how many rows somebody may have to wait for
FIRST = "00000000-0000-0000-0000-000000000000"
_BODIES = "SELECT proname, prosrc FROM pg_proc WHERE proname = ANY(%(names)s)"
_TRIGGER = (
    "SELECT 1 FROM pg_trigger WHERE tgname = %(name)s AND tgrelid = to_regclass('\"' || %(table)s || '\"')"
)
# Nulls make the trigger write the lexemes anew.
_BATCH = sql.SQL(
    "WITH page AS (SELECT id FROM {table} WHERE id > %(after)s ORDER BY id LIMIT %(batch)s),"
    " done AS (UPDATE {table} t SET {column} = NULL FROM page WHERE t.id = page.id)"
    " SELECT count(*), max(id::text) FROM page"
)


async def follow_terms(context: ActionContext, *object_keys: str) -> None:
    """Make the triggers of these objects' tables, or of all, what their fields ask for by now."""
    catalog = await load_catalog(context.connection)
    chosen = [catalog.objects[key] for key in object_keys or tuple(catalog.objects)]
    searched = [one for one in chosen if SEARCH_TERMS in one.table.c]
    names = [trigger_name(one.table.name) for one in searched]
    bodies = {row.proname: row.prosrc for row in await context.connection.all(_BODIES, {"names": names})}
    for one, name in zip(searched, names, strict=True):
        if bodies.get(name) != (body := trigger_body(termed_fields(one))):
            await _follow(context, one, body)


async def _follow(context: ActionContext, definition: ObjectDef, body: str) -> None:
    table = definition.table.name
    function, place = sql.Identifier(trigger_name(table)), sql.Identifier(table)
    made = sql.SQL("CREATE OR REPLACE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS {}")
    statements: list[sql.Composable] = [made.format(function, sql.Literal(body))]
    if not await context.connection.value(_TRIGGER, {"name": SEARCH_TERMS, "table": table}):
        trigger = sql.SQL(
            "CREATE TRIGGER {} BEFORE INSERT OR UPDATE ON {} FOR EACH ROW EXECUTE FUNCTION {}()"
        )
        statements.append(trigger.format(sql.Identifier(SEARCH_TERMS), place, function))
    await run_online(context, statements)
    count = sql.SQL("SELECT count(*) FROM (SELECT 1 FROM {} LIMIT {}) AS few").format(place, AT_ONCE + 1)
    total = await context.connection.value(count.as_string(context.connection.raw))
    if total > AT_ONCE:
        await _enqueue(context, definition)
    elif total:
        await context.connection.raw.execute(
            sql.SQL("UPDATE {} SET {} = NULL").format(place, sql.Identifier(SEARCH_TERMS))
        )


def trigger_name(table: str) -> str:
    """The function that a table's trigger runs."""
    return f"search_terms_{table}"[:63]


async def _enqueue(context: ActionContext, definition: ObjectDef) -> None:
    label = Label(f"为「{definition.label.zh}」建立搜索", f"Making {definition.label.en} searchable")
    total = await context.connection.value(
        "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = to_regclass('\"' || %(table)s || '\"')",
        {"table": definition.table.name},
    )
    run_id = await create_run(
        context.connection,
        "search_fill",
        label,
        {"table": definition.table.name},
        total=total,
        created_by=context.caller.user_id,
    )
    await context.enqueue(JOB, run_id=run_id)


@job(JOB)
async def fill(services: Services, run_id: str) -> None:
    """Batch by batch, each in its own transaction; a run that broke off begins again and changes nothing twice."""
    progress = Progress(services.database, run_id)
    row = await progress.start()
    if row is None:
        return
    statement = _BATCH.format(
        table=sql.Identifier(row.arguments["table"]), column=sql.Identifier(SEARCH_TERMS)
    )
    after, done = FIRST, 0
    while True:
        async with services.database.transaction() as connection:
            # The run's own commit flushes this too: the disk is left to those who wait for it.
            await connection.execute("SET LOCAL synchronous_commit = off")
            text = statement.as_string(connection.raw)
            page = await connection.find(text, {"after": after, "batch": BATCH})
        assert page is not None
        done += page.count
        if page.count < BATCH:
            await progress.finish({"records": done})
            return
        after = page.max
        if not await progress.step(done):
            return
