"""Reader for the wagon list telegrams of the freight trains.

A telegram is one long string; each record is three digits for the length of
the body, one letter for the kind, and the body. Kind W is a wagon
(12 digits number, 5 digits weight in 100 kg), kind N a note, kind X the end.
"""


class TelegramError(Exception):
    pass


def read_telegram(text):
    wagons = []
    notes = []
    weight = 0
    text = text.rstrip("\n")
    pos = 0
    while pos < len(text):
        head = text[pos:pos + 3]
        if len(head) < 3 or not head.isdigit():
            raise TelegramError(f"bad length {head!r}")
        length = int(head)
        kind = text[pos + 3:pos + 4]
        body = text[pos + 4:pos + 4 + length]
        pos += 4 + length
        if len(body) < length:
            raise TelegramError(f"record {kind} cut off")
        if kind == "X":
            break
        if kind == "W":
            wagons.append(body[:12])
            weight += int(body[12:17])
        elif kind == "N":
            notes.append((len(wagons), body.strip()))
        else:
            raise TelegramError(f"unknown kind {kind!r}")
    return {"wagons": wagons, "tonnes": weight / 10, "notes": notes}
