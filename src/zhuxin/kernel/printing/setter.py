"""Sets one typst source, in a process of its own: fonts and pages take much memory, and a source that never ends is stopped.

Run as a program with a directory that holds `source/main.typ` and `data.json`, the form (pdf or png) and the directory of fonts.
Pages are left as `page-1` and on; what is wrong with the source is left in `fault.json`.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

import typst

PREVIEW_PPI = 96
MEMORY_BYTES = 2 * 1024**3


def main(directory: Path, form: str, fonts: str) -> None:
    source = directory / "source"
    options: dict[str, Any] = {"format": form}
    if form == "png":
        options["ppi"] = PREVIEW_PPI
    inputs = {"data": (directory / "data.json").read_text(encoding="utf-8")}
    try:
        made = typst.compile(
            f"{source}/main.typ",
            root=str(source),
            sys_inputs=inputs,
            font_paths=[fonts],
            ignore_system_fonts=True,
            **options,
        )
    except typst.TypstError as error:
        fault = {"message": error.message, "diagnostic": error.diagnostic}
        (directory / "fault.json").write_text(json.dumps(fault), encoding="utf-8")
        return
    for number, page in enumerate(made if isinstance(made, list) else [made], start=1):
        (directory / f"page-{number}").write_bytes(page)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
