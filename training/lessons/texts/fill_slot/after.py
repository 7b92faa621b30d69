"""Radio playlist editor: close a gap before the news with exactly two tracks."""


def to_seconds(length: str) -> int:
    minutes, seconds = length.split(":")
    return int(minutes) * 60 + int(seconds)


def fill_slot(tracks: list[dict], slot: str, explicit_ok: bool = False):
    """The first two tracks (in library order) which together fill the slot, else None."""
    target = to_seconds(slot)
    usable = []
    for track in tracks:
        if track.get("explicit") and not explicit_ok:
            continue
        seconds = to_seconds(track["length"])
        if 0 < seconds < target:
            usable.append((track, seconds))

    last_at = {seconds: i for i, (_, seconds) in enumerate(usable)}
    for i, (first, seconds) in enumerate(usable):
        if last_at.get(target - seconds, i) <= i:
            continue
        for second, more in usable[i + 1:]:
            if seconds + more == target:
                return {
                    "tracks": [first["title"], second["title"]],
                    "same_artist": first.get("artist") == second.get("artist"),
                    "candidates": len(usable),
                }
    return None
