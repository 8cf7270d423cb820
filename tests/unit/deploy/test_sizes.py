"""The check of sizes."""

from pathlib import Path

from deploy.checks.sizes import Size, sizes_of, source_files, summary, too_large

_FUNCTION = "async def long():\n" + "    x = 1\n" * 60


def test_a_module_and_its_functions_are_measured() -> None:
    """A function counts from `def` to its end, methods and inner functions too."""
    source = "class A:\n    def b(self):\n        def c():\n            pass\n        return c\n"

    assert list(sizes_of(source, "a.py")) == [
        Size("module", "a.py", 5),
        Size("function", "a.py:2 b", 4),
        Size("function", "a.py:3 c", 2),
    ]


def test_a_function_of_61_lines_is_too_large() -> None:
    """The guard refuses: one line over the limit is named."""
    assert too_large(sizes_of(_FUNCTION, "a.py")) == [Size("function", "a.py:1 long", 61)]


def test_a_module_of_401_lines_is_too_large() -> None:
    """The guard refuses a long module; 400 lines pass."""
    assert too_large(sizes_of("x = 1\n" * 400, "a.py")) == []
    assert too_large(sizes_of("x = 1\n" * 401, "a.py")) == [Size("module", "a.py", 401)]


def test_sizes_are_summed_up_in_one_line() -> None:
    """Median, ninetieth percentile and the largest."""
    sizes = [Size("module", "-", lines) for lines in range(1, 12)]

    assert summary(sizes, "module") == ("11 modules: median 6 lines, 90 % up to 10, largest 11")
    assert summary(sizes, "function") == "no functions"


def test_only_our_own_files_are_measured(tmp_path: Path) -> None:
    """Environments, caches and installed packages are somebody else's."""
    for name in ("room/a.py", ".venv/lib/b.py", "web/node_modules/c.py", "data/d.py"):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.write_text("x = 1\n")

    assert [file.name for file in source_files(tmp_path)] == ["a.py"]
