TARGET = "path_summary"
SIZES = (10, 150, 7000)
FAULT = "For every distinct path the whole list of paths is counted again by paths.count."
CURE = "Count all paths once with a Counter and read the hits of each path from it."


def make(rng, size):
    areas = ["item", "cart", "img", "api/v1/stock", "help"]
    known = [f"/{rng.choice(areas)}/{rng.randrange(size)}" for _ in range(max(2, size // 4))]
    lines = []
    for _ in range(size):
        if rng.random() < 0.03:
            lines.append(rng.choice(["", "-", "upstream timed out (110)"]))
            continue
        path = rng.choice(known)
        if rng.random() < 0.3:
            path += f"?page={rng.randrange(9)}"
        status = rng.choice([200, 200, 200, 304, 404, 500, 503])
        lines.append(f'10.0.{rng.randrange(256)}.{rng.randrange(256)} - - [12/May/2024] "{rng.choice(["GET", "POST", "HEAD"])} {path} HTTP/1.1" {status} {rng.randrange(9000)}')
    return lines, rng.choice([1, 2, 3])
