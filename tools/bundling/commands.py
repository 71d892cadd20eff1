"""The command line, as the bundle starts it."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from sai_thong.cli import main

    sys.exit(main())
