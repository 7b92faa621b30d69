TARGET = "annotate_segments"
SIZES = (6, 50, 1100)
FAULT = "For every segment the whole glossary is searched for the first approved entry with its text, lowering every source again."
CURE = "Build a dict from lowered source to the first approved entry in the language once before the loop."

FIRST = ["Order", "Invoice", "Print", "Save", "Delete", "User", "File", "Page", "Export", "Search", "Login", "Report"]
SECOND = ["number", "date", "address", "status", "list", "name", "history", "preview", "error", "settings"]


def make(rng, size):
    from work import Entry

    def term():
        text = f"{rng.choice(FIRST)} {rng.choice(SECOND)}"
        if rng.random() < 0.8:
            text += f" {rng.randrange(max(2, size // 3))}"
        return text

    glossary = []
    for _ in range(size):
        source = term()
        language = rng.choice(["de", "de", "fr", "nl"])
        target = source if rng.random() < 0.1 else f"{language}:{source[::-1]}"
        glossary.append(Entry(source, target, language, rng.random() < 0.85))
    segments = []
    for _ in range(size):
        text = rng.choice(glossary).source if rng.random() < 0.6 else term()
        if rng.random() < 0.3:
            text = text.upper()
        if rng.random() < 0.2:
            text = f"  {text} "
        segments.append(text)
    return segments, glossary, "de"
