"""Decode the message stream of the tide gauge modem.

A message is two letters (kind), three digits (length) and the payload.
"""

from collections import Counter

HEADER = 5
KNOWN = {"WL", "TP", "BT", "ST"}


def split_messages(buffer):
    """Return (messages, skipped kinds, rest of the buffer that is not complete)."""
    messages = []
    skipped = Counter()
    pos = 0
    while len(buffer) - pos >= HEADER:
        kind = buffer[pos:pos + 2]
        digits = buffer[pos + 2:pos + HEADER]
        if not digits.isdigit():
            raise ValueError(f"bad length {digits!r} near {buffer[pos:pos + 12]!r}")
        end = HEADER + int(digits)
        if len(buffer) - pos < end:
            break
        payload = buffer[pos + HEADER:pos + end]
        pos += end
        if kind not in KNOWN:
            skipped[kind] += 1
            continue
        fields = payload.split(",") if payload else []
        messages.append((kind, fields))
    return messages, skipped, buffer[pos:]
