"""A small form: what was sent, shown again with what is wrong at its field."""

from collections.abc import Mapping

from ingest.pages.posted import Posted, one


class Asked:
    """What the fields of `form/fields.html` ask of a form; `errors` are texts by field."""

    def __init__(self, fields: Posted, errors: Mapping[str, str] | None = None) -> None:
        """Take what was sent, and what is wrong with it."""
        self.fields = fields
        self.errors = dict(errors or {})

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        return one(self.fields, name)

    def error(self, name: str) -> str:
        """Return what is wrong with a field, empty if nothing is."""
        return self.errors.get(name, "")

    def is_on(self, name: str, value: str) -> bool:
        """Tell whether a choice is taken."""
        return value in self.fields.get(name, [])

    def chosen(self, name: str) -> list[str]:
        """Return the choices that are taken."""
        return self.fields.get(name, [])
