"""Facts that processes decide on: stored values by the kind of the field, a formula's by that of its result."""

from decimal import Decimal

from zhuxin.core.text import Label
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.objects.define import define_custom_object
from zhuxin.kernel.workflows.facts import kept_facts


def test_amounts_are_in_whole_units_whether_typed_or_computed():
    label = Label("金额", "Amount")
    plain = Field("x_plain", "money", label, custom=True)
    computed = Field("x_computed", "formula", label, result="money", expression="x_plain", custom=True)
    rate = Field("x_rate", "formula", label, result="percent", expression="x_plain", custom=True)
    definition = define_custom_object("x_any", {"label": "物", "title_field": "x_plain"})
    fields = {one.key: one for one in (plain, computed, rate)}
    definition.fields.update(fields)
    stored = {"x_plain": 12345, "x_computed": 12345, "x_rate": Decimal("0.07")}
    assert kept_facts(definition, stored) == {"x_plain": 123.45, "x_computed": 123.45, "x_rate": 0.07}
