"""Decode the capture files of the metrics relay.

A frame is a one byte type, a two byte length (network order) and the payload.
"""
import struct

HEADER = struct.Struct("!BH")
KINDS = {1: "gauge", 2: "counter", 3: "event"}


def decode_capture(data):
    """Return the decoded messages, the number of unreadable ones and the bytes left over."""
    messages = []
    unreadable = 0
    pos = 0
    while len(data) - pos >= HEADER.size:
        kind, length = HEADER.unpack(data[pos:pos + HEADER.size])
        if kind not in KINDS:
            raise ValueError(f"unknown frame type {kind} after {len(messages)} messages")
        end = pos + HEADER.size + length
        if len(data) < end:
            break  # the last frame was cut off
        payload = data[pos + HEADER.size:end]
        pos = end
        try:
            text = payload.decode("ascii")
        except UnicodeDecodeError:
            unreadable += 1
            continue
        messages.append((KINDS[kind], text))
    return messages, unreadable, len(data) - pos
