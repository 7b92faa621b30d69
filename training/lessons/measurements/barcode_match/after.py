"""Assign sequencing reads to samples by their barcode."""

from functools import lru_cache


def best_barcode(read, barcodes, max_errors=2):
    """Return (sample, errors) for the closest barcode, or (None, errors).

    barcodes maps sample names to sequences. A tie between two samples
    counts as no match.
    """
    if not barcodes:
        return None, None
    scores = []
    for sample, code in barcodes.items():
        head = read[:len(code)].upper()

        @lru_cache(maxsize=None)
        def errors(i, j):
            # substitutions, insertions and deletions from head[i:] to code[j:]
            if i == len(head):
                return len(code) - j
            if j == len(code):
                return len(head) - i
            if head[i] == code[j]:
                return errors(i + 1, j + 1)
            return 1 + min(errors(i + 1, j + 1), errors(i + 1, j), errors(i, j + 1))

        scores.append((errors(0, 0), sample))
    scores.sort(key=lambda score: score[0])
    lowest, sample = scores[0]
    if len(scores) > 1 and scores[1][0] == lowest:
        return None, lowest
    if lowest > max_errors:
        return None, lowest
    return sample, lowest
