"""Clean-up of a document store: which files are copies of each other?"""


def duplicate_clusters(pairs, threshold=0.9):
    """Join pairs (name, name, similarity) to clusters.

    The file with the shortest name stays, the others are proposed for deletion.
    """
    clusters = []
    used = 0
    for a, b, similarity in pairs:
        if similarity < threshold or a == b:
            continue
        used += 1
        with_a = with_b = None
        for cluster in clusters:
            if a in cluster:
                with_a = cluster
            if b in cluster:
                with_b = cluster
        if with_a is None and with_b is None:
            clusters.append([a, b])
        elif with_a is None:
            with_b.append(a)
        elif with_b is None:
            with_a.append(b)
        elif with_a is not with_b:
            with_a.extend(with_b)
            clusters.remove(with_b)

    proposals = []
    for cluster in clusters:
        keep = min(cluster, key=lambda name: (len(name), name))
        proposals.append({"keep": keep, "delete": sorted(n for n in cluster if n != keep)})
    proposals.sort(key=lambda p: p["keep"])
    return proposals, used
