"""An installation with one supplier, served; `door.py` tells it by what sheet."""

from tests.faults.conftest import sqlite_installation, sqlite_model

__all__ = ["sqlite_installation", "sqlite_model"]
