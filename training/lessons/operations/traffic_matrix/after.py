"""Look for pairs of hosts that exchange more traffic than their sizes explain."""
import math


def unusual_pairs(hosts, matrix, factor=3.0, minimum=50):
    """matrix[i][j] is the number of connections from hosts[i] to hosts[j].

    The expected number for a pair is sent * received / total. Returns
    (from, to, count, score) with the highest score first.
    """
    if len(matrix) != len(hosts) or any(len(row) != len(hosts) for row in matrix):
        raise ValueError("matrix does not fit the hosts")
    total = sum(sum(row) for row in matrix)
    found = []
    isolated = []
    totals_received = [sum(column) for column in zip(*matrix)]
    for i, row in enumerate(matrix):
        sent = sum(row)
        busy = False
        for j, count in enumerate(row):
            if i == j:
                continue
            received = totals_received[j]
            if count and received:
                busy = True
            if count < minimum:
                continue
            expected = sent * received / total
            if count > factor * expected:
                found.append((hosts[i], hosts[j], count, round(math.log2(count / expected), 3)))
        if not busy:
            isolated.append(hosts[i])
    found.sort(key=lambda item: item[3], reverse=True)
    return found, isolated
