"""Reader of the payment provider's settlement file.

The file is one long string of records; each record is a length (5 digits) and
then so many characters: a type letter, the reference up to '*' and the cents.
"""

HEADER = 5


class SettlementError(ValueError):
    pass


def parse_body(body):
    reference, star, cents = body[1:].partition("*")
    if not star:
        raise SettlementError(f"no amount in {body!r}")
    return body[0], reference.strip(), int(cents)


def read_settlement(text):
    totals = {}
    payments = []
    rest = text.strip()
    number = 0
    while rest:
        number += 1
        head = rest[:HEADER]
        if len(head) < HEADER or not head.isdigit():
            raise SettlementError(f"record {number}: bad length {head!r}")
        size = int(head)
        if size == 0:
            break
        body = rest[HEADER:HEADER + size]
        if len(body) < size:
            raise SettlementError(f"record {number}: only {len(body)} of {size} characters")
        rest = rest[HEADER + size:]
        kind, reference, cents = parse_body(body)
        if kind == "R":     # refund
            cents = -cents
        totals[kind] = totals.get(kind, 0) + cents
        payments.append((reference, cents))
    return payments, totals
