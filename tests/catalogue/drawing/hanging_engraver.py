"""An engraver that never answers, as a flaw of the real one might have it."""

import sys
import time

if __name__ == "__main__":
    for _line in sys.stdin:
        time.sleep(600)
