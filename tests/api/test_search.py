"""Finding records by name, pinyin, initials and number; only by what the reader may see."""

import pytest

from support.http import act, attempt, record, records

CLUB = "x_club"
NAMES = ("张伟民", "单丽", "曾国", "Zebra 咖啡", "李张", "吕布", "ООО x")


@pytest.fixture(scope="module")
async def builder(as_user):
    client = await as_user("builder")
    await act(client, "object.create", key="club", label_zh="俱乐部", number_prefix="CL")
    for name in NAMES:
        made = await client.post(f"/records/{CLUB}", json={"x_name": name})
        assert made.status_code == 201, made.text
    return client


async def found(client, q, object_key=CLUB):
    return {one["x_name"] for one in await records(client, object_key, q=q, limit=200)}


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("张", {"张伟民", "李张"}),
        ("伟民", {"张伟民"}),
        ("张伟民", {"张伟民"}),
        ("zhangweimin", {"张伟民"}),
        ("ZhangWei", {"张伟民"}),
        ("weim", {"张伟民"}),
        ("zwm", {"张伟民"}),
        ("wm", {"张伟民"}),
        ("shanli", {"单丽"}),
        ("danl", {"单丽"}),
        ("zengguo", {"曾国"}),
        ("lvbu", {"吕布"}),
        ("zebrakafei", set()),
        ("zebra kafei", {"Zebra 咖啡"}),
        ("咖啡 zebra", {"Zebra 咖啡"}),
        ("ebra", {"Zebra 咖啡"}),
        ("00000003", {"曾国"}),
        ("cl0000000", set(NAMES)),
        ("ооо", {"ООО x"}),
        ("'", set()),
        ("\\' | 张:*", set()),
        ("z:*", set()),
    ],
)
async def test_a_record_is_found_by_its_name_in_characters_pinyin_and_initials(builder, q, names):
    assert await found(builder, q) == names


async def test_a_changed_name_is_found_by_the_new_one_alone(builder):
    made = (await builder.post(f"/records/{CLUB}", json={"x_name": "旧名"})).json()
    changed = await builder.patch(
        f"/records/{CLUB}/{made['id']}", json={"x_name": "新名"}, headers={"if-match": "1"}
    )
    assert changed.status_code == 200
    assert (await found(builder, "jiuming"), await found(builder, "xinming")) == (set(), {"新名"})
    await builder.delete(f"/records/{CLUB}/{made['id']}")
    assert await found(builder, "xinming") == set()


async def test_fields_are_found_by_once_they_are_searchable_and_no_longer_when_removed(builder):
    field = {"object": CLUB, "key": "x_town", "label_zh": "城市", "kind": "text"}
    await act(builder, "field.create", **{**field, "key": "town"})
    (one,) = [one for one in await records(builder, CLUB) if one["x_name"] == "吕布"]
    await builder.patch(
        f"/records/{CLUB}/{one['id']}", json={"x_town": "深圳"}, headers={"if-match": str(one["version"])}
    )
    assert await found(builder, "sz") == set()
    await act(builder, "field.change", object=CLUB, key="x_town", label_zh="城市", searchable=True)
    assert await found(builder, "sz") == {"吕布"}
    await act(builder, "field.remove", object=CLUB, key="x_town")
    assert await found(builder, "sz") == set()
    await act(builder, "field.restore", object=CLUB, key="x_town")
    assert await found(builder, "shenzhen") == {"吕布"}
    await act(builder, "field.convert", object=CLUB, key="x_town", kind="long_text")
    assert await found(builder, "深圳") == {"吕布"}
    await act(builder, "field.revert_conversion", object=CLUB, key="x_town")
    assert await found(builder, "shenzhen") == {"吕布"}
    assert (await record(builder, CLUB, one["id"]))["x_town"] == "深圳"


async def test_an_installed_object_is_found_by_pinyin_and_by_a_field_people_added(as_user, builder):
    sales = await as_user("sales")
    channel = (await records(sales, "channel"))[0]["id"]
    made = await sales.post(
        "/records/lead", json={"name": "欧阳锋", "phone": "13812348888", "channel_id": channel}
    )
    assert made.status_code == 201, made.text
    assert [one["name"] for one in await records(sales, "lead", q="ouyangf")] == ["欧阳锋"]
    await act(
        builder, "field.create", object="lead", key="nick", label_zh="外号", kind="text", searchable=True
    )
    one = made.json()
    changed = await sales.patch(
        f"/records/lead/{one['id']}", json={"x_nick": "西毒"}, headers={"if-match": str(one["version"])}
    )
    assert changed.status_code == 200, changed.text
    assert [one["name"] for one in await records(sales, "lead", q="xidu")] == ["欧阳锋"]


async def test_the_search_of_everything_finds_what_people_defined(builder):
    items = (await builder.get("/search", params={"q": "zwm"})).json()["items"]
    assert [(one["object"], one["title"], one["subtitle"]) for one in items] == [
        (CLUB, "张伟民", "CL00000001")
    ]


async def test_a_deleted_object_leaves_nothing_of_its_search(app, builder):
    await act(builder, "object.create", key="gone", label_zh="走")
    await act(builder, "object.delete", object="x_gone")
    async with app.database.connection() as connection:
        left = await connection.all("SELECT proname FROM pg_proc WHERE proname LIKE 'search_terms_x_gone%'")
    assert left == []
    assert (await attempt(builder, "object.delete", object="x_gone")).status_code == 404
