"""Documentation build: in which order must the pages be rendered?

A page that embeds parts of other pages can only be rendered after them.
"""

from heapq import heapify, heappop, heappush


def build_order(pages):
    """pages: dict page -> list of embedded pages; keeps to the given order where possible.

    Embedded names that are no pages (images, snippets) do not matter.
    """
    pending = list(pages)
    done = []
    external = set()
    for embedded in pages.values():
        external.update(name for name in embedded if name not in pages)
    place = {page: n for n, page in enumerate(pending)}
    missing = {page: {name for name in pages[page] if name in pages} for page in pending}
    used_by = {page: [] for page in pending}
    for page in pending:
        for name in missing[page]:
            used_by[name].append(page)
    ready = [place[page] for page in pending if not missing[page]]
    heapify(ready)
    while ready:
        page = pending[heappop(ready)]
        done.append(page)
        for user in used_by[page]:
            missing[user].remove(page)
            if not missing[user]:
                heappush(ready, place[user])
    if len(done) < len(pending):
        raise ValueError("pages embed each other: " + ", ".join(p for p in pending if missing[p]))
    return {"order": done, "external": sorted(external)}
