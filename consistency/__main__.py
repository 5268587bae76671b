"""`python -m consistency`: the same as the `consistency` command."""

import sys

from consistency.cli import main

sys.exit(main())
