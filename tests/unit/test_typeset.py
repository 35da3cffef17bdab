"""Typst in a process of its own: what it makes, what it finds wrong, and that it is stopped."""

import asyncio

import pytest

from zhuxin.kernel.printing import typeset

SLOW = "#{ let n = 0; for i in range(5000) { for j in range(5000) { n += calc.rem(i * j, 7) } }; [#n] }"


def test_a_source_with_its_data_is_a_pdf_and_pictures():
    source = "#let data = json(bytes(sys.inputs.data))\n#set page(width: 5cm, height: 5cm)\n#data.name #pagebreak() 二"
    assert asyncio.run(typeset.render_pdf(source, {"name": "张三"})).startswith(b"%PDF")
    pages = asyncio.run(typeset.render_pages(source, {"name": "张三"}, {}))
    assert [one[:4] for one in pages] == [b"\x89PNG", b"\x89PNG"]


def test_a_fault_names_its_line():
    fault = typeset.source_fault("一\n#nothing(1)", {})
    assert fault is not None
    assert (fault.line, "nothing" in fault.why) == (2, True)
    assert typeset.source_fault("一", {}) is None


def test_what_never_ends_is_stopped(monkeypatch):
    monkeypatch.setattr(typeset, "LIMIT_S", 0.5)
    monkeypatch.setattr(typeset, "TRIAL_LIMIT_S", 0.5)
    with pytest.raises(typeset.NotSet, match=r"within 0\.5 seconds"):
        asyncio.run(typeset.render_pdf(SLOW, {}))
    assert "within 0.5 seconds" in str(typeset.source_fault(SLOW, {}))


def test_files_outside_its_directory_are_out_of_reach():
    fault = typeset.source_fault('#read("/../data.json")', {})
    assert fault is not None
    assert typeset.source_fault('#read("/etc/passwd")', {}) is not None
