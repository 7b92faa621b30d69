TARGET = "drift_groups"
SIZES = (8, 40, 350)
FAULT = "For every host its packages and those of every group found so far are sorted again and compared one group after the other."
CURE = "Sort the packages of each host once and look the group up in a dict by the tuple of sorted packages."


def make(rng, size):
    from work import Host

    base = [f"{name}={rng.randrange(1, 5)}.{rng.randrange(10)}" for name in ["nginx", "openssl", "glibc", "curl", "python3", "zlib", "bash", "vim", "rsync", "sudo", "systemd", "tzdata", "nftables", "chrony", "node-exporter"]]
    hosts = []
    for i in range(size):
        packages = base[:]
        for _ in range(rng.choice([0, 0, 1, 2, 2, 3])):
            k = rng.randrange(len(packages))
            packages[k] = packages[k].split("=")[0] + f"={rng.randrange(1, 3)}.{rng.randrange(10)}"
        if rng.random() < 0.05:
            packages.append(packages[0])
        rng.shuffle(packages)
        hosts.append(Host(f"{'web' if rng.random() < 0.9 else 'db'}-{i}", packages))
    return hosts, rng.choice(["web", "web", "web", "mq"]) if size < 100 else "web"
