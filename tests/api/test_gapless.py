"""Numbers without gaps: what is rolled back or comes at once leaves none and doubles none."""

import asyncio

from support.http import act


async def numbers(client, count):
    made = await asyncio.gather(
        *(client.post("/records/x_invoice", json={"x_name": str(one)}) for one in range(count))
    )
    return sorted(one.json()["x_number"] for one in made)


async def test_numbers_follow_each_other(as_user):
    builder = await as_user("builder")
    await act(
        builder, "object.create", key="invoice", label_zh="票据", number_prefix="FP", number_gapless=True
    )
    assert await numbers(builder, 5) == [f"FP{one:08}" for one in range(1, 6)]
    assert (await builder.post("/records/x_invoice", json={})).status_code == 422
    tried = await builder.post("/records/x_invoice?dry_run=true", json={"x_name": "试"})
    assert tried.json()["x_number"] == "FP00000006"
    await act(
        builder, "field.create", object="x_invoice", key="code", label_zh="代码", kind="text", unique=True
    )
    first = {"x_name": "一", "x_code": "A"}
    assert (await builder.post("/records/x_invoice", json=first)).json()["x_number"] == "FP00000006"
    assert (await builder.post("/records/x_invoice", json=first)).status_code == 409
    assert await numbers(builder, 2) == ["FP00000007", "FP00000008"]
