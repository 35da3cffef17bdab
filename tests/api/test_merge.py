"""Records that may be one and the same: found by what identifies them, merged with all that points to them."""

import pytest

from support.app import nothing_changes
from support.http import act, attempt, record, records, refused
from support.lending import make_application, make_lead, new_person

SHOP, VISIT = "x_shop", "x_call"


@pytest.fixture(scope="module")
async def builder(as_user):
    client = await as_user("builder")
    await act(client, "object.create", key="shop", label_zh="商户", number_prefix="S")
    await act(client, "object.create", key="call", label_zh="拜访")
    for key, kind, more in (
        ("phone", "phone", {}),
        ("licence", "uscc", {}),
        ("size", "number", {}),
        ("head", "reference", {"target": SHOP, "on_delete": "clear"}),
    ):
        await act(client, "field.create", object=SHOP, key=key, label_zh=key, kind=kind, **more)
    await act(
        client, "field.create", object=VISIT, key="shop", label_zh="商户", kind="reference", target=SHOP
    )
    count = {"object": VISIT, "via": "x_shop", "function": "count"}
    await act(client, "field.create", object=SHOP, key="calls", label_zh="次", kind="rollup", rollup=count)
    return client


async def shop(client, **values):
    made = await client.post(f"/records/{SHOP}", json=values)
    assert made.status_code == 201, made.text
    return made.json()["id"]


async def duplicates(client, record_id):
    items = (await client.get(f"/records/{SHOP}/{record_id}/duplicates")).json()["items"]
    return [(one["record"]["id"], one["agree"]) for one in items]


async def test_those_that_agree_in_most_come_first(builder):
    one = await shop(builder, x_name="Corner", x_phone="13812348888", x_licence="91110000600037341L")
    both = await shop(builder, x_name="corner", x_phone="13812348888")
    phone = await shop(builder, x_name="别家", x_phone="138 1234 8888")
    await shop(builder, x_name="没关系", x_phone="13912348888")
    assert await duplicates(builder, one) == [(both, ["x_name", "x_phone"]), (phone, ["x_phone"])]
    await builder.delete(f"/records/{SHOP}/{phone}")
    assert [key for key, _ in await duplicates(builder, one)] == [both]


async def test_a_merged_record_hands_over_values_and_all_that_points_to_it(builder):
    keep = await shop(builder, x_name="留下", x_size=1)
    drop = await shop(builder, x_name="并入", x_size=2, x_phone="13712348888")
    branch = await shop(builder, x_name="分店", x_head=drop)
    call = (await builder.post(f"/records/{VISIT}", json={"x_name": "一", "x_shop": drop})).json()["id"]
    await act(builder, "record.comment", object=SHOP, id=drop, note="老板姓张")
    done = await act(builder, "record.merge", object=SHOP, keep=keep, drop=drop, take=["x_phone", "x_size"])
    assert done["moved"] == 2
    now = await record(builder, SHOP, keep)
    assert (now["x_name"], now["x_size"], now["x_phone"], now["x_calls"]) == ("留下", 2, "137****8888", 1)
    assert (await builder.get(f"/records/{SHOP}/{drop}")).status_code == 404
    assert (await record(builder, SHOP, branch))["x_head"] == keep
    assert (await record(builder, VISIT, call))["x_shop"] == keep
    twin = await shop(builder, x_name="同号", x_phone="13712348888")
    assert await duplicates(builder, twin) == [(keep, ["x_phone"])]
    timeline = (await builder.get(f"/timeline/{SHOP}/{keep}")).json()["items"]
    assert any("老板姓张" in item["summary"]["zh"] for item in timeline)
    merged = next(item for item in timeline if item["name"] == f"{SHOP}.merged")
    assert {change["field"] for change in merged["changes"]} == {"x_size", "x_phone"}
    assert "13712348888" not in str(timeline)


async def test_a_record_does_not_come_to_refer_to_itself(builder):
    drop = await shop(builder, x_name="总店")
    keep = await shop(builder, x_name="店", x_head=drop)
    await act(builder, "record.merge", object=SHOP, keep=keep, drop=drop)
    assert (await record(builder, SHOP, keep))["x_head"] is None


async def test_what_may_not_be_merged_is_refused_and_stays(app, as_user, builder):
    one, other = await shop(builder, x_name="甲"), await shop(builder, x_name="乙")
    sales = await as_user("sales")
    lead = (await records(sales, "lead")) or [{"id": one}]
    async with nothing_changes(app):
        refused(
            await attempt(builder, "record.merge", object=SHOP, keep=one, drop=one), 422, "merge.same_record"
        )
        take = ["x_size", "x_calls"]
        bad = await attempt(builder, "record.merge", object=SHOP, keep=one, drop=other, take=take)
        refused(bad, 422, "invalid.fields", "/take/1")
        refused(
            await attempt(sales, "record.merge", object=SHOP, keep=one, drop=other), 403, "permission.denied"
        )
        foreign = await attempt(builder, "record.merge", object="lead", keep=lead[0]["id"], drop=one)
        assert foreign.status_code in (403, 404, 409)
        gone = await attempt(
            builder,
            "record.merge",
            object=SHOP,
            keep=one,
            drop=lead[0]["id"] if lead[0]["id"] != one else "01900000-0000-7000-8000-000000000000",
        )
        refused(gone, 404, "not_found")


async def test_nobody_learns_of_records_out_of_her_reach(as_user, builder):
    one = await shop(builder, x_name="秘密", x_phone="13612348888")
    sales = await as_user("sales")
    assert (await sales.get(f"/records/{SHOP}/{one}/duplicates")).status_code == 403


async def test_values_of_a_new_record_are_compared_before_it_is_there(app, as_user):
    sales, other = await as_user("sales"), await as_user("sales2")
    person = new_person()
    lead_id = await make_lead(app, person=person)

    async def alike(client, **values):
        found = await client.post("/records/lead:duplicates", json=values)
        assert found.status_code == 200, found.text
        return [(one["record"]["id"], one["agree"]) for one in found.json()["items"]]

    async with nothing_changes(app):
        assert await alike(sales, name="后到", phone=person.phone) == [(lead_id, ["phone"])]
        assert await alike(sales, phone="13911113333") == []
        assert await alike(sales, phone="不是号码", name=7) == []
        assert await alike(other, phone=person.phone) == []  # not hers to see
    auditor = await as_user("auditor")
    assert (await auditor.post("/records/x_none:duplicates", json={})).status_code in (403, 404)


async def test_leads_entered_twice_are_merged_and_what_came_of_business_stays(app, as_user):
    person, manager, sales = new_person(), await as_user("manager"), await as_user("sales")
    applied = await make_application(app, person=person)
    again = await make_lead(app, person=person, note="又来问了一次")
    found = (await manager.get(f"/records/lead/{again}/duplicates")).json()["items"]
    assert applied.lead_id in [one["record"]["id"] for one in found]
    async with nothing_changes(app):
        of_business = await attempt(manager, "record.merge", object="lead", keep=again, drop=applied.lead_id)
        refused(of_business, 409, "merge.business")
        not_hers = await attempt(sales, "record.merge", object="lead", keep=applied.lead_id, drop=again)
        refused(not_hers, 403, "permission.denied")
    leads = (await manager.get("/insights/portfolio")).json()["funnel"][0]["count"]
    await act(manager, "record.merge", object="lead", keep=applied.lead_id, drop=again, take=["note"])
    assert (await record(manager, "lead", applied.lead_id))["note"] == "又来问了一次"
    assert (await manager.get(f"/records/lead/{again}")).status_code == 404
    assert (await manager.get("/insights/portfolio")).json()["funnel"][0]["count"] == leads - 1


async def test_a_customer_that_is_in_the_bin_is_not_found_by_her_number_again(app, as_user):
    person, manager, sales = new_person(), await as_user("manager"), await as_user("sales")
    values = {"name": person.name, "phone": person.phone, "id_number": person.id_number}
    by_hand = [(await sales.post("/records/party", json=values)).json()["id"] for _ in range(2)]
    await act(manager, "record.merge", object="party", keep=by_hand[0], drop=by_hand[1])
    applied = await make_application(app, person=person)
    assert applied.party_id == by_hand[0]
    async with nothing_changes(app):
        pointed_at = await manager.delete(f"/records/party/{by_hand[0]}")
        refused(pointed_at, 409, "record.referred_to")
