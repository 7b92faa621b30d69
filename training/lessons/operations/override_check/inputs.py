TARGET = "check_overrides"
SIZES = (6, 30, 900)
FAULT = "For every host all nested defaults are copied by deepcopy, although the merged config is only read."
CURE = "Make a shallow copy of the defaults, since only its top level is updated."


def make(rng, size):
    defaults = {
        "listen": [{"port": p, "tls": p == 443} for p in (80, 443, 8080)],
        "upstreams": [f"10.1.0.{i}:9000" for i in range(20)],
        "log_level": "info",
        "limits": {"soft": 1024, "hard": 4096},
        "headers": {f"X-Header-{i}": {"set": f"v{i}", "when": ["always"]} for i in range(12)},
        "timeouts": {"connect": 5, "read": 30},
    }
    choices = {
        "listen": [[{"port": 80}], [{"port": 80}, {"port": 80}], []],
        "upstreams": [["10.2.0.1:1"], [], None],
        "log_level": ["debug", "loud", "", "error"],
        "limits": [{"soft": 10}, {"soft": 10, "hard": 5}, None, {"hard": 3}],
        "timeouts": [{"connect": 1}],
        "gzip": [True],
    }
    overrides = {}
    for i in range(size):
        keys = rng.sample(sorted(choices), rng.randrange(0, 4))
        overrides[f"proxy{i:03d}"] = {key: rng.choice(choices[key]) for key in keys}
    return defaults, overrides
