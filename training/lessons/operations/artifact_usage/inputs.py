TARGET = "directory_usage"
SIZES = (8, 80, 1300)
FAULT = "For every directory all files are gone through again to add up those whose path starts with it."
CURE = "Add each file's size and count to all its parent directories in one pass over the files."


def make(rng, size):
    projects = [f"{rng.choice(['app', 'lib', 'img'])}{i}" for i in range(max(2, size // 20))]
    files = {}
    for _ in range(size):
        parts = [rng.choice(projects), f"v{rng.randrange(6)}"][:rng.randrange(1, 3)]
        if rng.random() < 0.3:
            parts.append(rng.choice(["linux", "mac", "docs"]))
        if rng.random() < 0.05:
            parts.insert(0, "")
        if rng.random() < 0.03:
            parts = []
        parts.append(f"file{rng.randrange(size)}.{rng.choice(['tgz', 'whl', 'log'])}")
        files["/".join(parts)] = rng.choice([0, rng.randrange(900), rng.randrange(10 ** 7)])
    return files, rng.choice([0, 1000, 500000])
