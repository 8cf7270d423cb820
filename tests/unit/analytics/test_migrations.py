"""Migration files."""

from analytics.migrations import Migration, migrations


def test_no_number_is_taken_twice() -> None:
    """Two branches that both add one are noticed."""
    numbers = [m.number for m in migrations()]

    assert numbers[0] == 1
    assert numbers == sorted(set(numbers))


def test_every_statement_may_be_repeated() -> None:
    """An application that was cut off is simply done again.

    What a file copies goes into a table whose equal rows are one; a view's query and a table's
    setting are the same after the second time as after the first; what was dropped is gone.
    """
    statements = [s for m in migrations() for s in m.statements()]
    replacing = {
        s.split()[5]
        for s in statements
        if s.startswith("CREATE TABLE") and "ENGINE = ReplacingMergeTree" in s
    }

    again = ("IF NOT EXISTS", "MODIFY QUERY", "MODIFY SETTING", "IF EXISTS")
    once_only = [s for s in statements if not any(words in s for words in again)]
    assert [s for s in once_only if s.split()[:2] != ["INSERT", "INTO"]] == []
    assert {s.split()[2] for s in once_only} <= replacing


def test_a_file_is_cut_into_statements_without_comments() -> None:
    """A semicolon inside a line does not end one."""
    migration = Migration(
        number=1, name="x", sql="-- why; because\nSELECT ';'\nFROM a;\n\n  -- more\nSELECT 2;\n"
    )

    assert migration.statements() == ["SELECT ';'\nFROM a", "SELECT 2"]
