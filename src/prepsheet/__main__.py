"""`python -m prepsheet` is the `prepsheet` command."""

from prepsheet.cli import main

if __name__ == "__main__":
    main()
