"""Support desk: point out tickets that seem to describe the same problem."""

import re

NOISE = re.compile(r"https?://\S+|\d+|[^\w\s]")


def keywords(text):
    cleaned = NOISE.sub(" ", text.lower())
    return {word for word in cleaned.split() if len(word) > 3}


def similar_tickets(tickets, min_share=0.5):
    """Pairs of ticket ids with the share of common keywords, most similar first.

    tickets: list of (id, customer, text). Tickets of one customer are not compared.
    """
    words_of = [keywords(text) for _, _, text in tickets]
    pairs = []
    compared = 0
    for i, (number, customer, _) in enumerate(tickets):
        a = words_of[i]
        for (other_number, other_customer, _), b in zip(tickets[:i], words_of):
            if customer == other_customer:
                continue
            compared += 1
            if not a or not b:
                continue
            common = len(a & b)
            share = common / (len(a) + len(b) - common)
            if share >= min_share:
                pairs.append((other_number, number, round(share, 2)))
    pairs.sort(key=lambda pair: -pair[2])
    return pairs, compared
