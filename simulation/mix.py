"""What share of the traffic is out of the ordinary."""

import msgspec


class Mix(msgspec.Struct, frozen=True, kw_only=True):
    """Shares between 0 and 1: of scans, unless the name says otherwise.

    `forged` passes are half of them signed by a stranger's key, half genuine ones with altered
    bytes. `late` scans were made offline and arrive minutes to hours afterwards, as an outbox;
    `delayed` ones arrive within minutes, so that scans overtake each other; `repeated` ones are
    uploaded a second time, byte for byte; `rescanned` ones are followed by a second scan of the
    same person with an id of its own. `symptoms` and `contacts` are shares of declarations.
    """

    expired: float = 0.02
    forged: float = 0.005
    not_ours: float = 0.008
    malformed: float = 0.006
    late: float = 0.04
    delayed: float = 0.02
    repeated: float = 0.02
    rescanned: float = 0.01
    symptoms: float = 0.01
    contacts: float = 0.006
