TARGET = "RouteTable.tally"
SIZES = (8, 60, 450)
FAULT = "For every path all prefixes of the routing table are tried to find the longest that fits."
CURE = "Look up the path itself and then its shorter and shorter parts up to a slash in the routes dict."


def make(rng, size):
    words = ["api", "shop", "static", "admin", "v1", "v2", "users", "img", "cart", "status"]
    words += [f"t{i}" for i in range(size // 4)]
    routes = {}
    for _ in range(size):
        routes["/" + "/".join(rng.choice(words) for _ in range(rng.randrange(1, 4)))] = f"backend-{rng.randrange(max(2, size // 5))}"
    if rng.random() < 0.4:
        routes[""] = "web"
    prefixes = list(routes)
    paths = []
    for _ in range(size * 6):
        if rng.random() < 0.7:
            path = rng.choice(prefixes)
            path += rng.choice(["", "/", "x", "/" + rng.choice(words), "/" + rng.choice(words) + "/edit"])
        else:
            path = rng.choice(["", "/"]) + "/".join(rng.choice(words) for _ in range(rng.randrange(1, 5)))
        paths.append(path + rng.choice(["", "", "?q=1", "?next=/a/b"]))
    return (routes,), (paths,)
