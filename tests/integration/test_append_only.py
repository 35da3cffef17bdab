"""What the database itself refuses: changing facts, and journals that do not balance."""

import uuid

import pytest
from psycopg.errors import InsufficientPrivilege

from support.app import acting, nothing_changes
from support.http import act
from support.lending import make_loan
from zhuxin.bootstrap import seal_audit
from zhuxin.core.db.errors import AppendOnly
from zhuxin.core.errors import Conflict

FACTS = ("loan_event", "journal", "journal_line", "audit_entry", "audit_batch")


@pytest.fixture(scope="module", autouse=True)
async def facts(app, as_user):
    loan_id = await make_loan(app)
    await act(await as_user("operations"), "loan.repay", loan_id=loan_id, amount="10.00")
    await seal_audit(app)


@pytest.mark.parametrize("table", FACTS)
@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
async def test_facts_cannot_be_changed(app, table, statement):
    async with app.database.connection() as connection:
        assert await connection.value(f"SELECT count(*) FROM {table}")
        column = await connection.value(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %(table)s"
            " AND is_identity = 'NO' LIMIT 1",
            {"table": table},
        )
    async with nothing_changes(app):
        # The program's role has no right to change the audit log, before any trigger is asked.
        refusal = InsufficientPrivilege if table.startswith("audit_") else AppendOnly
        with pytest.raises(refusal, match=r"append-only|permission denied"):
            async with app.database.transaction() as connection:
                await connection.raw.execute(statement.format(table, column))


@pytest.mark.parametrize(
    "lines", [[(100, 0)], [(100, 0), (0, 99)], [(0, 100)], [(100, 100), (0, 0)], [(-100, 0), (0, -100)]]
)
async def test_journal_that_does_not_balance_is_refused(app, lines):
    async with nothing_changes(app):
        with pytest.raises(Conflict):
            async with app.database.transaction() as connection:
                journal = str(uuid.uuid4())
                await connection.raw.execute(
                    "INSERT INTO journal (id, created_at, booking_date, kind, currency)"
                    " VALUES (%s, now(), '2026-01-05', 'test', 'CNY')",
                    [journal],
                )
                # All lines of a journal come in one statement, as the program writes them.
                values = ", ".join(
                    f"('{journal}', '2026-01-05', '1301', {debit}, {credit})" for debit, credit in lines
                )
                await connection.raw.execute(
                    f"INSERT INTO journal_line (journal_id, booking_date, account, debit_minor, credit_minor) VALUES {values}"
                )


async def test_business_date_is_one_row(app):
    with pytest.raises(Conflict):
        async with app.database.transaction() as connection:
            await connection.raw.execute(
                "INSERT INTO business_day (id, business_date) VALUES (2, '2026-01-05')"
            )


async def test_what_fails_late_leaves_no_job_behind(app):
    async with nothing_changes(app):
        with pytest.raises(RuntimeError):
            async with acting(app) as context:
                await context.enqueue("lending.contract.render", contract_id=str(uuid.uuid4()))
                await context.record("test.happened")
                raise RuntimeError("refused at the end")
