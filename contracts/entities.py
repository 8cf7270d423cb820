"""What all records of the `registry` topic share."""

import msgspec


class Entity(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag=True):
    """What all registry records share."""

    schema_version: int = 1

    @property
    def key(self) -> str:
        """The record's key on the topic: kind and id."""
        return f"{type(self).__name__}/{self.entity_id}"

    @property
    def entity_id(self) -> str:
        """The id within its kind."""
        raise AssertionError(type(self).__name__)
