"""Run the command line as `python -m analysis`."""

import sys

from analysis.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
