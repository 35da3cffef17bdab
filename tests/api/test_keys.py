"""Keys of objects and fields that were given only a name."""

import pytest

from support.app import nothing_changes
from support.http import act, attempt, record, refused


@pytest.fixture
async def builder(as_user):
    return await as_user("builder")


@pytest.mark.parametrize(
    ("zh", "en", "key"),
    [
        ("维修设备", None, "x_wei_xiu_she_bei"),
        ("设备 A1（新）", None, "x_she_bei_a1_xin"),
        ("维修单", "Repair order", "x_repair_order"),
        ("维修单", "订单", "x_ding_dan"),
        ("3个月", None, "x_object_3_ge_yue"),
        ("☎", None, "x_object"),
        ("甲", "A", "x_object_a"),
        ("客户", "Lead", "x_lead_2"),
        (
            "一二三四五六七八九十一二三四五六七八九十",
            None,
            "x_yi_er_san_si_wu_liu_qi_ba_jiu_shi_yi",
        ),
    ],
)
async def test_a_key_is_made_of_the_name(builder, zh, en, key):
    made = await act(builder, "object.create", label_zh=zh, label_en=en)
    assert made["object"] == key
    await act(builder, "object.delete", object=key)


async def test_no_key_is_given_twice_nor_that_of_a_field_in_the_bin(builder):
    objects = [(await act(builder, "object.create", label_zh="门店"))["object"] for _ in range(2)]
    assert objects == ["x_men_dian", "x_men_dian_2"]

    async def add():
        return (await act(builder, "field.create", object="x_men_dian", label_zh="面积", kind="number"))[
            "key"
        ]

    assert [await add(), await add()] == ["x_mian_ji", "x_mian_ji_2"]
    await act(builder, "field.remove", object="x_men_dian", key="x_mian_ji")
    assert await add() == "x_mian_ji_3"
    await act(builder, "field.restore", object="x_men_dian", key="x_mian_ji")


async def test_a_role_needs_no_key_either(as_user):
    security = await as_user("security")
    for key in ("feng_kong_fu_he", "feng_kong_fu_he_2"):
        made = await act(security, "role.create", name="风控复核")
        assert (await record(security, "role", made["role_id"]))["key"] == key


async def test_a_key_that_is_given_is_taken_as_it_is(builder):
    assert (await act(builder, "object.create", label_zh="合作方", key="partner"))["object"] == "x_partner"
    refused(
        await attempt(builder, "object.create", label_zh="合作方", key="partner"),
        409,
        "object.exists",
        "/key",
    )


async def test_a_role_key_that_is_none_is_refused(app, as_user):
    security = await as_user("security")
    async with nothing_changes(app):
        for key in ("Bad Key", "设备员", "1a"):
            refused(await attempt(security, "role.create", name="甲", key=key), 422, "invalid.fields", "/key")
