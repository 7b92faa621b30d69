"""Applies the edits of several authors to a manuscript without touching the original."""
import copy
from dataclasses import dataclass, field


class EditError(Exception):
    pass


@dataclass
class Paragraph:
    text: str
    authors: list = field(default_factory=list)


def apply_edit(paragraphs, author, kind, at, text=""):
    if kind not in ("replace", "insert", "delete"):
        raise EditError(f"unknown edit {kind!r}")
    if not 0 <= at < len(paragraphs) + (kind == "insert"):
        raise EditError(f"no paragraph {at}")
    if kind == "delete":
        del paragraphs[at]
    elif kind == "insert":
        paragraphs.insert(at, Paragraph(text, [author]))
    else:
        paragraphs[at].text = text
        if author not in paragraphs[at].authors:
            paragraphs[at].authors.append(author)


class Manuscript:
    def __init__(self, paragraphs):
        self.paragraphs = [Paragraph(text) for text in paragraphs]

    def preview(self, edits):
        """Return the edited paragraphs and the edits that could not be made."""
        current = copy.deepcopy(self.paragraphs)
        rejected = []
        made = {}
        for number, (author, *edit) in enumerate(edits, 1):
            try:
                apply_edit(current, author, *edit)
            except EditError as problem:
                rejected.append(f"edit {number} by {author}: {problem}")
                continue
            made[author] = made.get(author, 0) + 1
        return current, rejected, made
