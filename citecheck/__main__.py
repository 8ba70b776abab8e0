"""`python -m citecheck`: the command, also where its script is not on the path."""

from citecheck.cli import main

if __name__ == "__main__":
    main()
