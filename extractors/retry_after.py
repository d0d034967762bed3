"""How long a server asks to be left alone."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that a server asks to wait, or None where it does not say so, or not so that one understands it.

    `headers` are those of an answer, looked up whatever the case of a name. A date is compared with the server's own clock, where the
    answer tells it.
    """
    stated = headers.get("Retry-After", "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated)
    moment = _http_date(stated)
    if moment is None:
        return None
    return max(0.0, (moment - (_http_date(headers.get("Date", "")) or datetime.now(UTC))).total_seconds())


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
