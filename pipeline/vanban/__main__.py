"""`vanban COMMAND`."""

import sys

from vanban.cli import main

if __name__ == "__main__":
    sys.exit(main())
