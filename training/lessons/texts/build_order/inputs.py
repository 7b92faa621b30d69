TARGET = "build_order"
SIZES = (7, 40, 450)
FAULT = "After every page the pending pages are gone through from the start again, testing each embedded page in the list of done pages."
CURE = "Keep for each page the set of missing pages and a heap of the positions of the pages that are ready."


def make(rng, size):
    names = [f"{rng.choice(['guide', 'api', 'faq'])}/page{n}" for n in range(size)]
    pages = {}
    for n, name in enumerate(names):
        embedded = []
        if n + 1 < size and rng.random() < 0.9:
            for _ in range(rng.randint(1, 4)):
                embedded.append(names[rng.randint(n + 1, min(size - 1, n + 12))])
        if rng.random() < 0.2:
            embedded.append(rng.choice(["logo.png", "snippets/install.txt"]))
        if rng.random() < (0.03 if size < 100 else 0):
            embedded.append(rng.choice(names))
        pages[name] = embedded
    if rng.random() < 0.3 and size < 100:
        items = list(pages.items())
        rng.shuffle(items)
        pages = dict(items)
    return (pages,)
