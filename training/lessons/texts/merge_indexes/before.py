"""Joins the keyword indexes of single chapters into the index of the whole book.

Every chapter index is a list of (term, page) sorted by term and page.
"""


def merge_indexes(chapter_indexes, stop_terms=()):
    queues = [list(index) for index in chapter_indexes if index]
    skip = {t.lower() for t in stop_terms}
    merged = []
    references = 0
    while queues:
        smallest = queues[0]
        for queue in queues[1:]:
            if queue[0] < smallest[0]:
                smallest = queue
        term, page = smallest.pop(0)
        if not smallest:
            queues.remove(smallest)

        if term.lower() in skip:
            continue
        if merged and merged[-1][0] == term:
            if merged[-1][1][-1] != page:
                merged[-1][1].append(page)
                references += 1
        else:
            merged.append((term, [page]))
            references += 1
    return [f"{term}, {', '.join(map(str, pages))}" for term, pages in merged], references
