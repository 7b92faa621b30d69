TARGET = "merge_playlists"
SIZES = (8, 50, 500)
FAULT = "For every track the keys of all tracks merged so far are computed again and searched as a list."
CURE = "Keep a set of the keys of the merged tracks and compute each track's key once."

ARTISTS = ["Blue Harbor", "The Lanterns", "Mira Voss", "DJ Kestrel", "Old Tin Roof", "Sable & Co"]


def make(rng, size):
    from work import Track

    playlists = {}
    left = size
    number = 0
    while left > 0:
        count = min(left, rng.randint(1, max(2, size // 4)))
        left -= count
        number += 1
        tracks = []
        for _ in range(count):
            artist = rng.choice(ARTISTS)
            if rng.random() < 0.2:
                artist = artist.upper()
            title = f"{rng.choice(['Night', 'River', 'Glass', 'Song'])} {rng.randrange(max(3, size // 8))}"
            title += rng.choice(["", "", "", " (Live at Leeds)", " [Remastered]", " (Part 2)"])
            tracks.append(Track(artist, title, rng.randint(90, 420)))
        playlists[f"list {number}"] = tracks
    return playlists, rng.choice([None, None, 150 * size])
