"""Checks of our own that `chot check` runs beside ruff, mypy and import-linter."""
