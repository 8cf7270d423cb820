"""Keeps modules and functions small, and says how large they are."""

import ast
import statistics
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from deploy.layout import ROOT

LARGEST_MODULE = 400
LARGEST_FUNCTION = 60

_NOT_OURS = {"node_modules", "data", "__pycache__"}


class Size(msgspec.Struct, frozen=True):
    """A module or function and its lines, `def` to end."""

    kind: str
    where: str
    lines: int

    @property
    def limit(self) -> int:
        """The most lines its kind may have."""
        return LARGEST_MODULE if self.kind == "module" else LARGEST_FUNCTION


def sizes_of(source: str, where: str) -> Iterator[Size]:
    """Yield the size of a module and of each function in it."""
    yield Size("module", where, len(source.splitlines()))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            last = node.end_lineno or node.lineno
            yield Size("function", f"{where}:{node.lineno} {node.name}", last - node.lineno + 1)


def too_large(sizes: Iterable[Size]) -> list[Size]:
    """Return what is over its limit, the largest first."""
    return sorted((s for s in sizes if s.lines > s.limit), key=lambda s: -s.lines)


def summary(sizes: Iterable[Size], kind: str) -> str:
    """Say in one line how large the modules or functions are."""
    lines = sorted(size.lines for size in sizes if size.kind == kind)
    if not lines:
        return f"no {kind}s"
    p90 = lines[int(len(lines) * 0.9)] if len(lines) > 1 else lines[0]
    return (
        f"{len(lines)} {kind}s: median {statistics.median(lines):.0f} lines, "
        f"90 % up to {p90}, largest {lines[-1]}"
    )


def source_files(root: Path) -> Iterator[Path]:
    """Yield our Python files; packages' `__init__` files count as well."""
    for file in sorted(root.glob("*/**/*.py")):
        parts = file.relative_to(root).parts
        if not any(part in _NOT_OURS or part.startswith(".") for part in parts):
            yield file


def main() -> int:
    """Print the sizes and what is too large; return an exit status."""
    sizes = [
        size
        for file in source_files(ROOT)
        for size in sizes_of(file.read_text(encoding="utf-8"), str(file.relative_to(ROOT)))
    ]
    for kind in ("module", "function"):
        print(summary(sizes, kind))
    found = too_large(sizes)
    for size in found:
        print(f"{size.where}: {size.lines} lines, at most {size.limit}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
