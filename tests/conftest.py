"""Makes the helpers beside the tests importable under every way of running them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
