TARGET = "collapse_errors"
SIZES = (10, 150, 5000)
FAULT = "For every error line the list of fingerprints seen so far is scanned, once by `not in` and once more by prints.index."
CURE = "Keep a dict from fingerprint to its position beside the list and look the key up there."


def make(rng, size):
    words = ["".join(rng.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(6)) for _ in range(max(3, size // 12))]
    texts = ["timeout calling {} after {}ms", "cannot open /srv/{}/{}.lock", "user {} denied on shard {}", "worker {} died with code {}",
             "{}: retry {} gave up", "no route to {} (attempt {})", "checksum mismatch in {} block {}", "{} returned {} rows, expected more"]
    lines = []
    for _ in range(size):
        level = rng.choice(["ERROR"] * 7 + ["FATAL", "INFO"])
        lines.append(f"{level} " + rng.choice(texts).format(rng.choice(words), rng.randrange(10000)) + rng.choice(["", " "]))
    return lines, rng.choice([None, 10])
