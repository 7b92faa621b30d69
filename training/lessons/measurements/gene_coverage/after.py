"""How many aligned reads touch each gene of the annotation."""

from bisect import bisect_left, bisect_right


def per_kilobase(n, start, end):
    return round(1000 * n / (end - start), 2)


def gene_coverage(genes, reads, min_reads=1):
    """genes: (name, start, end), reads: (start, end), all half-open.

    Returns rows (name, reads, reads per kb) and the names below min_reads.
    """
    # reads without length come from failed alignments
    usable = [(start, end) for start, end in reads if end > start]
    starts = sorted(start for start, _ in usable)
    ends = sorted(end for _, end in usable)
    rows = []
    silent = []
    for name, g_start, g_end in genes:
        if g_end <= g_start:
            raise ValueError(f"gene {name} has no length")
        n = bisect_left(starts, g_end) - bisect_right(ends, g_start)
        if n < min_reads:
            silent.append(name)
            continue
        rows.append((name, n, per_kilobase(n, g_start, g_end)))
    rows.sort(key=lambda row: row[2], reverse=True)
    return rows, silent
