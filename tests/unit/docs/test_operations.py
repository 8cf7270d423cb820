"""The page on running it."""

from contracts.settings import Settings
from deploy.layout import ROOT


def test_every_setting_is_described_with_its_default() -> None:
    """A setting nobody can find is not there."""
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

    missing = [
        name
        for name, field in Settings.model_fields.items()
        if f"| `CHOT_{name.upper()}` | {field.default if str(field.default) != '' else '(empty)'} |"
        not in page
    ]

    assert [] == missing
