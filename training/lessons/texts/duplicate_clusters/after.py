"""Clean-up of a document store: which files are copies of each other?"""


def duplicate_clusters(pairs, threshold=0.9):
    """Join pairs (name, name, similarity) to clusters.

    The file with the shortest name stays, the others are proposed for deletion.
    """
    cluster_of = {}
    used = 0
    for a, b, similarity in pairs:
        if similarity < threshold or a == b:
            continue
        used += 1
        with_a = cluster_of.setdefault(a, [a])
        with_b = cluster_of.setdefault(b, [b])
        if with_a is not with_b:
            if len(with_a) < len(with_b):
                with_a, with_b = with_b, with_a
            with_a.extend(with_b)
            for name in with_b:
                cluster_of[name] = with_a

    proposals = []
    for cluster in {id(c): c for c in cluster_of.values()}.values():
        keep = min(cluster, key=lambda name: (len(name), name))
        proposals.append({"keep": keep, "delete": sorted(n for n in cluster if n != keep)})
    proposals.sort(key=lambda p: p["keep"])
    return proposals, used
