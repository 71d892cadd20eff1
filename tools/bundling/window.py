"""The window, as the bundle starts it."""

import multiprocessing
import sys

if __name__ == "__main__":
    # Work in processes of its own starts this very program again; it must not open another window.
    multiprocessing.freeze_support()
    from sai_thong.app import main

    sys.exit(main())
