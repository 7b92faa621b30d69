"""Merge exported playlists into one, without the same recording twice."""
import re
from dataclasses import dataclass

SUFFIX = re.compile(r"\s*[\(\[](remaster(ed)?|live|mono|deluxe).*?[\)\]]\s*$", re.I)


@dataclass(frozen=True)
class Track:
    artist: str
    title: str
    seconds: int


def recording_key(track):
    """Artist and title as compared for duplicates: no case, no '(Remastered 2009)'."""
    return track.artist.casefold().strip(), SUFFIX.sub("", track.title).casefold().strip()


def merge_playlists(playlists, max_seconds=None):
    merged = []
    seen = set()
    origin = {}
    duplicates = total = 0
    for name, tracks in playlists.items():
        for track in tracks:
            key = recording_key(track)
            if key in seen:
                duplicates += 1
                continue
            if max_seconds is not None and total + track.seconds > max_seconds:
                continue
            merged.append(track)
            seen.add(key)
            total += track.seconds
            origin[name] = origin.get(name, 0) + 1
    minutes, seconds = divmod(total, 60)
    return {
        "tracks": merged,
        "from": origin,
        "duplicates": duplicates,
        "length": f"{minutes}:{seconds:02d}",
    }
