"""Pieces of a stream, each compressed once for all who receive it.

A stream's gzip form is usually made for each receiver, because every part refers to those before
it. Here each piece is compressed for itself and ends on a whole byte, so that the same bytes can be
sent to everybody, in any order, behind one header.
"""

import functools
import zlib

_RAW_DEFLATE = -15
_LEVEL = 6

# Method, flags and the rest of a gzip header. What usually stands at the end of a file never comes:
# a stream that is over was broken off.
GZIP_HEADER = bytes((0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255))


class Piece:
    """Some bytes of a stream, and their compressed form, made when it is first asked for."""

    def __init__(self, plain: bytes) -> None:
        """Take the bytes."""
        self.plain = plain

    @functools.cached_property
    def squeezed(self) -> bytes:
        """The bytes as a part of a gzip stream that refers to no other part."""
        squeezer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW_DEFLATE)
        return squeezer.compress(self.plain) + squeezer.flush(zlib.Z_FULL_FLUSH)
