"""The door to the command: the console script, and `python -m citecheck`."""

from __future__ import annotations

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Loads the command without collecting garbage, of which loading makes none: a fifth of the start-up."""
    gc.disable()
    from citecheck.cli import main as command  # lazy: see above

    gc.freeze()
    gc.enable()
    command()


if __name__ == "__main__":
    main()
