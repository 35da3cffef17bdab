"""The yardstick of `bench/records.py`: what an engineer would write by hand for products, channels and an
object of 14 fields that people made, same SQL as ours."""

import hashlib
import os
import uuid
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal

import orjson
from fastapi import FastAPI, HTTPException, Request
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb
from psycopg_pool import AsyncConnectionPool
from starlette.responses import Response

pool = AsyncConnectionPool(
    os.environ["ZHUXIN_DATABASE_URL"],
    min_size=1,
    max_size=10,
    open=False,
    kwargs={"autocommit": True, "options": "-c jit=off"},
)
PRODUCT = (
    "id, key, name, min_amount, max_amount, min_periods, max_periods, annual_rate, penalty_annual_rate, repayment_method, day_count,"
    " rounding, grace_days, process_key, contract_template, active, created_at, updated_at, owner_id, department_id, version"
)
CHANNEL = (
    "id, key, name, kind, cost_per_lead, active, created_at, updated_at, owner_id, department_id, version"
)
SESSION = """SELECT u.id, u.name, u.role_keys, u.department_id, u.locale, c.revision FROM api_token t
JOIN user_account u ON u.id = t.user_id JOIN catalog_revision c ON c.id = 1
WHERE t.digest = %s AND t.revoked_at IS NULL AND u.status = 'active' AND coalesce(t.expires_at, now() + interval '1 day') > now()"""
AUDIT = """WITH entry AS (
INSERT INTO audit_entry (at, actor_id, actor_name, name, object, record_id, subject_id, detail, request_id, digest)
VALUES (%(at)s, %(actor)s, %(who)s, %(name)s, 'channel', %(id)s, NULL, %(detail)s, NULL, %(digest)s) RETURNING id
), fact AS (INSERT INTO event (at, name, object, record_id, payload) VALUES (%(at)s, %(name)s, 'channel', %(id)s, %(detail)s))
INSERT INTO audit_unsealed (entry_id) SELECT id FROM entry"""


@asynccontextmanager
async def lifespan(_: FastAPI):
    await pool.open()
    yield
    await pool.close()


app = FastAPI(lifespan=lifespan, openapi_url=None)


def answer(body: object, status: int = 200) -> Response:
    return Response(orjson.dumps(body, default=str), status, media_type="application/json")


def money(row: dict) -> dict:
    for key in ("min_amount", "max_amount", "cost_per_lead"):
        if row.get(key) is not None:
            row[key] = f"{row[key] // 100}.{row[key] % 100:02d}"
    return row


async def user(request: Request, connection) -> dict:
    token = request.headers["authorization"].removeprefix("Bearer ")
    cursor = connection.cursor(row_factory=dict_row)
    await cursor.execute(SESSION, (hashlib.sha256(token.encode()).digest(),))
    found = await cursor.fetchone()
    if found is None:
        raise HTTPException(401)
    return found


async def audit(cursor, who: dict, name: str, record_id: str, changes: list) -> None:
    now = datetime.now(UTC)
    detail = {"changes": changes}
    digest = hashlib.sha256(orjson.dumps([name, now, record_id, detail], default=str)).digest()
    await cursor.execute(
        AUDIT,
        {
            "at": now,
            "actor": str(who["id"]),
            "who": who["name"],
            "name": name,
            "id": record_id,
            "detail": Jsonb(detail),
            "digest": digest,
        },
    )


@app.get("/healthz")
async def healthz() -> Response:
    return answer({})


@app.get("/api/v1/records/product/{record_id}")
async def get(request: Request, record_id: str) -> Response:
    async with pool.connection() as connection:
        await user(request, connection)
        cursor = connection.cursor(row_factory=dict_row)
        await cursor.execute(f"SELECT {PRODUCT} FROM product WHERE id = %s", (record_id,))
        row = await cursor.fetchone()
    if row is None:
        raise HTTPException(404)
    return answer(money(row))


@app.get("/api/v1/records/product")
async def list_(request: Request, limit: int = 50) -> Response:
    async with pool.connection() as connection:
        await user(request, connection)
        cursor = connection.cursor(row_factory=dict_row)
        await cursor.execute(
            f"SELECT {PRODUCT} FROM product ORDER BY created_at DESC NULLS FIRST, id DESC NULLS FIRST LIMIT %s",
            (limit + 1,),
        )
        rows = await cursor.fetchall()
    return answer(
        {
            "items": [money(row) for row in rows[:limit]],
            "next_cursor": str(rows[limit - 1]["id"]) if len(rows) > limit else None,
        }
    )


@app.post("/api/v1/records/channel")
async def create(request: Request) -> Response:
    body = orjson.loads(await request.body())
    cost = int(Decimal(body["cost_per_lead"]) * 100) if body.get("cost_per_lead") else None
    async with pool.connection() as connection:
        who = await user(request, connection)
    async with pool.connection() as connection, connection.transaction():
        cursor = connection.cursor(row_factory=dict_row)
        record_id = str(uuid.uuid4())
        await cursor.execute(
            f"INSERT INTO channel (id, key, name, kind, cost_per_lead, active, created_by, owner_id, department_id)"
            f" VALUES (%s, %s, %s, %s, %s, true, %s, %s, %s) RETURNING {CHANNEL}",
            (
                record_id,
                body["key"],
                body["name"],
                body["kind"],
                cost,
                who["id"],
                who["id"],
                who["department_id"],
            ),
        )
        row = await cursor.fetchone()
        await audit(
            cursor,
            who,
            "channel.created",
            record_id,
            [{"field": key, "old": None, "new": value} for key, value in body.items()],
        )
    return answer(money(row), 201)


@app.patch("/api/v1/records/channel/{record_id}")
async def change(request: Request, record_id: str) -> Response:
    body = orjson.loads(await request.body())
    version = int(request.headers["if-match"].strip('"'))
    async with pool.connection() as connection:
        who = await user(request, connection)
    async with pool.connection() as connection, connection.transaction():
        cursor = connection.cursor(row_factory=dict_row)
        await cursor.execute(f"SELECT {CHANNEL} FROM channel WHERE id = %s FOR UPDATE", (record_id,))
        old = await cursor.fetchone()
        if old is None or old["version"] != version:
            raise HTTPException(412)
        await cursor.execute(
            f"UPDATE channel SET name = %s, updated_at = now(), version = version + 1 WHERE id = %s RETURNING {CHANNEL}",
            (body["name"], record_id),
        )
        row = await cursor.fetchone()
        await audit(
            cursor,
            who,
            "channel.changed",
            record_id,
            [{"field": "name", "old": old["name"], "new": body["name"]}],
        )
    return answer(money(row))


ASSET = (
    "id, x_name, x_code, x_price, x_cost, x_weight, x_rate, x_bought_on, x_checked_at, x_active, x_color, x_city, x_maker, x_email,"
    " x_note, created_at, updated_at, owner_id, department_id, version"
)
ASSET_KEYS = [key for key in ASSET.split(", ") if key.strip().startswith("x_")]


def asset(row: dict) -> dict:
    for key in ("x_price", "x_cost"):
        if row.get(key) is not None:
            row[key] = f"{row[key] // 100}.{row[key] % 100:02d}"
    return row


@app.get("/api/v1/records/x_asset/{record_id}")
async def get_asset(request: Request, record_id: str) -> Response:
    async with pool.connection() as connection:
        await user(request, connection)
        cursor = connection.cursor(row_factory=dict_row)
        await cursor.execute(
            f"SELECT {ASSET} FROM x_asset WHERE id = %s AND deleted_at IS NULL", (record_id,)
        )
        row = await cursor.fetchone()
    if row is None:
        raise HTTPException(404)
    return answer(asset(row))


@app.get("/api/v1/records/x_asset")
async def list_assets(request: Request, limit: int = 50) -> Response:
    async with pool.connection() as connection:
        await user(request, connection)
        cursor = connection.cursor(row_factory=dict_row)
        await cursor.execute(
            f"SELECT {ASSET} FROM x_asset WHERE deleted_at IS NULL"
            " ORDER BY created_at DESC NULLS FIRST, id DESC NULLS FIRST LIMIT %s",
            (limit + 1,),
        )
        rows = await cursor.fetchall()
    last = str(rows[limit - 1]["id"]) if len(rows) > limit else None
    return answer({"items": [asset(row) for row in rows[:limit]], "next_cursor": last})


@app.post("/api/v1/records/x_asset")
async def create_asset(request: Request) -> Response:
    body = orjson.loads(await request.body())
    values = {key: body.get(key) for key in ASSET_KEYS}
    for key in ("x_price", "x_cost"):
        values[key] = int(Decimal(values[key]) * 100) if values[key] else None
    async with pool.connection() as connection:
        who = await user(request, connection)
    async with pool.connection() as connection, connection.transaction():
        cursor = connection.cursor(row_factory=dict_row)
        record_id = str(uuid.uuid4())
        places = ", ".join(f"%({key})s" for key in ASSET_KEYS)
        await cursor.execute(
            f"INSERT INTO x_asset (id, {', '.join(ASSET_KEYS)}, created_by, owner_id, department_id)"
            f" VALUES (%(id)s, {places}, %(who)s, %(who)s, %(department)s) RETURNING {ASSET}",
            {**values, "id": record_id, "who": who["id"], "department": who["department_id"]},
        )
        row = await cursor.fetchone()
        changes = [{"field": key, "old": None, "new": value} for key, value in body.items()]
        await audit(cursor, who, "x_asset.created", record_id, changes)
    return answer(asset(row), 201)


@app.patch("/api/v1/records/x_asset/{record_id}")
async def change_asset(request: Request, record_id: str) -> Response:
    body = orjson.loads(await request.body())
    version = int(request.headers["if-match"].strip('"'))
    async with pool.connection() as connection:
        who = await user(request, connection)
    async with pool.connection() as connection, connection.transaction():
        cursor = connection.cursor(row_factory=dict_row)
        await cursor.execute(
            f"SELECT {ASSET} FROM x_asset WHERE id = %s AND deleted_at IS NULL FOR UPDATE", (record_id,)
        )
        old = await cursor.fetchone()
        if old is None or old["version"] != version:
            raise HTTPException(412)
        await cursor.execute(
            f"UPDATE x_asset SET x_name = %s, updated_at = now(), version = version + 1 WHERE id = %s RETURNING {ASSET}",
            (body["x_name"], record_id),
        )
        row = await cursor.fetchone()
        changes = [{"field": "x_name", "old": old["x_name"], "new": body["x_name"]}]
        await audit(cursor, who, "x_asset.changed", record_id, changes)
    return answer(asset(row))
