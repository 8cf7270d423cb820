"""Every reader of strangers' bytes, over bytes made up around good ones."""

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contracts.identity import Document
from tests.attacks.fuzzing import READERS, SEEDS

# A seed with a part of it exchanged, doubled or cut out reaches further than chance does.
_CHANGED = st.builds(
    lambda seed, at, length, put: seed[:at] + put + seed[at + length :],
    st.sampled_from(SEEDS),
    st.integers(0, 300),
    st.integers(0, 40),
    st.binary(max_size=40),
)
_NESTED = b"[" * 20_000


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@settings(max_examples=300)
@given(raw=st.one_of(st.binary(max_size=400), _CHANGED))
@example(raw=_NESTED)
@example(raw=b'{"type":"ScanRecorded","x":' + _NESTED)
@example(raw=b"\x81" * 4000)
@example(raw=b"\xd9\xd9\xf7" * 100 + b"\xc4\x82\x1a\x7f\xff\xff\xff\x01")
def test_a_reader_refuses_as_it_says_or_reads(reader: Callable[[bytes], None], raw: bytes) -> None:
    """Whatever the bytes; nothing but the declared refusal comes out of it."""
    reader(raw)


def test_a_reader_that_breaks_is_noticed() -> None:
    """A refusal that was not declared is a failure of this test."""

    def careless(raw: bytes) -> None:
        Document("cccd", raw.decode())

    with pytest.raises(UnicodeDecodeError):
        test_a_reader_refuses_as_it_says_or_reads.hypothesis.inner_test(careless, b"\xff")
