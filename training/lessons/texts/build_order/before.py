"""Documentation build: in which order must the pages be rendered?

A page that embeds parts of other pages can only be rendered after them.
"""


def build_order(pages):
    """pages: dict page -> list of embedded pages; keeps to the given order where possible.

    Embedded names that are no pages (images, snippets) do not matter.
    """
    pending = list(pages)
    done = []
    external = set()
    for embedded in pages.values():
        external.update(name for name in embedded if name not in pages)
    while pending:
        for page in pending:
            if all(name in done for name in pages[page] if name in pages):
                done.append(page)
                pending.remove(page)
                break
        else:
            raise ValueError("pages embed each other: " + ", ".join(pending))
    return {"order": done, "external": sorted(external)}
