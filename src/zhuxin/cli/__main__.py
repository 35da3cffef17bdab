"""`python -m zhuxin.cli`, as the supervisor starts its children."""

from zhuxin.cli import main

if __name__ == "__main__":
    main()
