"""`make bench` runs all; `make bench only=NAME` one; `make bench list=1` names them."""

import subprocess
import sys
from pathlib import Path

NAMES = (
    "schedules",
    "position",
    "records",
    "records_custom",
    "read_log",
    "list_million",
    "add_column",
    "many_objects",
    "web",
    "footprint",
)


def main() -> int:
    if "--list" in sys.argv:
        print("\n".join(NAMES))
        return 0
    wanted = [name for name in sys.argv[1:] if name] or NAMES
    here = Path(__file__).parent
    return max(
        subprocess.run([sys.executable, str(here / f"{name}.py")], check=False).returncode for name in wanted
    )


if __name__ == "__main__":
    sys.exit(main())
