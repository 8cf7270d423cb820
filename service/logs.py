"""Structured logs: one JSON object a line on standard error.

Log ids and counts, never names, document numbers, plates or tokens.
"""

import json
import logging
import sys
from typing import Any

import structlog

from contracts.visible import is_unseen

# Some readers of lines take these for their end.
_BREAKS = "\u0085\u2028\u2029"


def _one_line(event: Any, **how: Any) -> str:
    """Return JSON that any terminal shows as it is.

    JSON writes line breaks and escapes as such by itself; marks that turn the direction round, C1
    controls and what else can't be seen are written as escapes too.
    """
    text = json.dumps(event, ensure_ascii=False, **how)
    if text.isascii():
        return text
    return "".join(_escaped(char) if is_unseen(char) or char in _BREAKS else char for char in text)


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1]


def set_up_logs(level: str, *, process: str) -> None:
    """Send this process's logs, and its libraries', to standard error as JSON."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(serializer=_one_line),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    # These report every lost connection and every service at length; what matters of it is in our
    # own lines.
    for noisy in ("kafka", "aiokafka", "faust", "mode"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))
    # It warns of every poll that decodes for more than a tenth of a second.
    logging.getLogger("kafka.net.selector").setLevel(logging.ERROR)
    structlog.contextvars.bind_contextvars(process=process)


def log_of(room: str) -> structlog.typing.FilteringBoundLogger:
    """Return the logger of a room."""
    logger: structlog.typing.FilteringBoundLogger = structlog.get_logger(room)
    return logger
