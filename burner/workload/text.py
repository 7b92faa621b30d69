"""New text like recorded text: same separators and format, other tokens; and the edges where text handling breaks.

Changes text only; knows nothing of trees or calls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from burner.workload.dates import broken_text, has_clock, has_date, shifted_clock, shifted_text

_TOKEN = re.compile(r"\d+|[^\W\d_]+|\s+|[\W_]")
_NUMBERED_NAME = re.compile(r"(?<=[a-z])\d{1,6}\b", re.ASCII)
_PROSE_WORD = re.compile(r"[\"'(]?[^\W\d_]+(?:['-][^\W\d_]+)*[.,;:!?\"')]*")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
PROSE_WORDS = 4
"""A text of at least so many words, with nothing but letters and marks, is prose."""
SEPARATORS = ("\n", ";", "\t", "|", ",", "/", ":", "=", "-", ".", " ", "_", "@")
SMALL_ALPHABET = 8
_ODD = ("é", "ß", "Ω", "İ", "\u00a0", "x", "0", "-", " ", "'", "\t", "\u0660")


def tokens(text: str) -> list[str]:
    """Split text into numbers, words, runs of white space and single other characters."""
    return _TOKEN.findall(text)


def like(text: str, pool: Sequence[str], rng: Random) -> str:
    """Write a text of the same format as a recorded one, mostly by exchanging its parts with those of others."""
    alphabet = small_alphabet(pool)
    if alphabet and rng.random() < 0.8:
        return spelled(alphabet, pool, rng)
    other = rng.choice(pool) if pool else text
    roll = rng.random()
    if has_date(text) and roll < 0.35:
        return shifted_text(text, rng.choice((-1, 1, 7, -30, 31, rng.randint(-60, 60))))
    if has_clock(text) and roll < 0.45:
        return shifted_clock(text, rng.choice((-1, 1, 15, 60, rng.randint(0, 1439))))
    if roll < 0.75:
        mixed = crossed(text, other, rng)
        if mixed != text:
            return mixed
    if has_date(text):
        return other
    return _renumbered(text, rng) if re.search(r"\d", text) else _exchanged(text, pool, rng)


def edge(text: str, pool: Sequence[str], rng: Random) -> str:
    """Change a text at one place where programs differ: empty, padded, other case, one character more, less or other.

    The first three characters are changed often, and left alone of all: code takes a text apart there.
    """
    if has_date(text) and rng.random() < 0.25:  # other years would make calendars endless
        return broken_text(text, rng)
    return rng.choice(list(_edges(text, rng.choice(pool) if pool else text, rng)))


def _edges(text: str, other: str, rng: Random) -> Iterator[str]:
    place = rng.randrange(len(text)) if text else 0
    head = rng.randint(0, 2)
    before, here, after = text[:place], text[place : place + 1], text[place + 1 :]
    separator = _separator(text)
    yield ""
    yield rng.choice((" ", "\t", "\n")) + text
    yield text + rng.choice((" ", "\n", "\t"))
    yield before + after
    yield before + here + here + after
    yield before
    yield text[: head + 1]
    parts = tokens(text) or [""]
    dropped = rng.randrange(len(parts))
    yield "".join([*parts[:dropped], *parts[dropped + 1 :]])
    yield text + separator + other
    yield crossed(text, other, rng)
    yield text[::-1]
    yield rng.choice((text.upper(), text.lower(), text.title(), text.swapcase()))
    yield text.swapcase()
    for turned in (place, head):
        if text[turned : turned + 1] != text[turned : turned + 1].swapcase():
            yield text[:turned] + text[turned].swapcase() + text[turned + 1 :]
    yield before + rng.choice(_ODD) + rng.choice((here, "")) + after
    yield text.replace(separator, separator * 2, 1) if separator else text + text
    yield text.replace(separator, rng.choice(SEPARATORS), 1) if separator else other
    if not has_date(text):
        yield before + _same_class(here, rng) + after
        yield before + _same_class(here, rng) + after


def varied(text: str, number: int) -> str:
    """Change a text so that programs read it alike: all its dates by the same days, the numbers of names like "item12".

    Of prose, every other word gets another ending, so that many texts have many words, as they do where people write.
    """
    moved = shifted_text(text, number % 50)
    if number == 0 or moved != text:
        return moved
    renumbered = _NUMBERED_NAME.sub(lambda found: str(int(found[0]) + number), text)
    if renumbered != text or not _is_prose(text):
        return renumbered
    ending = _ending(number)
    return _LONG_WORD.sub(lambda found: found[0] + ending if (ord(found[0][-1]) + number) % 2 else found[0], text)


def _is_prose(text: str) -> bool:
    words = text.split()
    return len(words) >= PROSE_WORDS and all(_PROSE_WORD.fullmatch(word) for word in words)


def _ending(number: int) -> str:
    """Spell a number with letters: 0 is "a", 25 is "z", 26 is "ba"."""
    rest, letter = divmod(number, 26)
    return (_ending(rest) if rest else "") + chr(ord("a") + letter)


def small_alphabet(pool: Sequence[str]) -> str:
    """Give the alphabet of texts that are spelled with few characters (bases, moves, brackets); "" for others."""
    characters = sorted({character for text in pool for character in text[:200]})
    longest = max((len(text) for text in pool), default=0)
    return (
        "".join(characters) if len(characters) <= SMALL_ALPHABET and longest > len(characters) and longest > 2 else ""
    )


def spelled(alphabet: str, pool: Sequence[str], rng: Random, length: int | None = None) -> str:
    """Spell a random text with an alphabet, about as long as the recorded ones."""
    longest = max((len(text) for text in pool), default=4)
    size = length if length is not None else rng.randint(0, min(longest + 1, 40))
    few = rng.sample(alphabet, rng.randint(1, len(alphabet))) if rng.random() < 0.5 else list(alphabet)
    return "".join(rng.choice(few) for _ in range(size))


def separator_of(pool: Sequence[str]) -> str | None:
    """Find the separator that splits most of the texts into several parts; None where there is none."""
    for separator in SEPARATORS:
        if sum(separator in text.strip(separator) for text in pool) > 0.5 * len(pool):
            return separator
    return None


def _separator(text: str) -> str:
    return next((separator for separator in SEPARATORS if separator in text), "")


def crossed(text: str, other: str, rng: Random) -> str:
    """Exchange one part of a text for that of another of the same format; the text itself where formats differ."""
    separator = _separator(text)
    if separator and separator in other:
        mine, theirs = text.split(separator), other.split(separator)
        place = rng.randrange(len(mine))
        taken = theirs[place] if len(mine) == len(theirs) else rng.choice(theirs)
        return separator.join([*mine[:place], taken, *mine[place + 1 :]])
    mine, theirs = tokens(text), tokens(other)
    if [_class(token) for token in mine] == [_class(token) for token in theirs]:
        return "".join(rng.choice(pair) for pair in zip(mine, theirs, strict=True))
    return text


def _class(token: str) -> str:
    return "0" if token[0].isdigit() else "a" if token[0].isalpha() else token


def _exchanged(text: str, pool: Sequence[str], rng: Random) -> str:
    mine = tokens(text)
    if not mine:
        return rng.choice(pool) if pool else text
    place = rng.randrange(len(mine))
    wanted = _class(mine[place])
    others = [
        token
        for other in rng.sample(list(pool), min(8, len(pool)))
        for token in tokens(other[:400])
        if _class(token) == wanted
    ]
    return "".join([*mine[:place], rng.choice(others or mine), *mine[place + 1 :]])


def _renumbered(text: str, rng: Random) -> str:
    mine = tokens(text)
    places = [index for index, token in enumerate(mine) if token.isdecimal() and token.isascii()]
    if not places:
        return text
    place = rng.choice(places)
    width = len(mine[place])
    number = int(mine[place])
    changed = rng.choice((number + 1, max(number - 1, 0), 0, rng.randrange(10 ** min(width, 12))))
    return "".join([*mine[:place], str(changed).zfill(width), *mine[place + 1 :]])


def _same_class(character: str, rng: Random) -> str:
    if character.isdigit():
        return rng.choice("0123456789")
    if character.isalpha():
        return rng.choice("abcxyz") if character.islower() else rng.choice("ABCXYZ")
    return rng.choice(SEPARATORS)
