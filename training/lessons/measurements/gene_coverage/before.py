"""How many aligned reads touch each gene of the annotation."""


def per_kilobase(n, start, end):
    return round(1000 * n / (end - start), 2)


def gene_coverage(genes, reads, min_reads=1):
    """genes: (name, start, end), reads: (start, end), all half-open.

    Returns rows (name, reads, reads per kb) and the names below min_reads.
    """
    # reads without length come from failed alignments
    usable = [(start, end) for start, end in reads if end > start]
    rows = []
    silent = []
    for name, g_start, g_end in genes:
        if g_end <= g_start:
            raise ValueError(f"gene {name} has no length")
        n = 0
        for start, end in usable:
            if start < g_end and end > g_start:
                n += 1
        if n < min_reads:
            silent.append(name)
            continue
        rows.append((name, n, per_kilobase(n, g_start, g_end)))
    rows.sort(key=lambda row: row[2], reverse=True)
    return rows, silent
