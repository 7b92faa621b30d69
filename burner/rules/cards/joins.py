"""What the rules of `burner.rules.joins` are: read by people, checked by tests, and no more than data."""

from __future__ import annotations

from burner.rules.card import Card

JOIN = Card(
    id="BRN121",
    name="nested-loop-join",
    family="joins",
    summary="group the searched collection by key once",
    condition=(
        "The searched collection can be walked repeatedly and does not change meanwhile, nor do its keys; keys can "
        "be hashed, and equal keys hash alike."
    ),
    example_before="""\
def f(orders, customers):
    out = []
    for order in orders:
        for customer in customers:
            if customer["id"] == order["customer_id"] and customer["active"]:
                out.append((order["id"], customer["name"]))
                break
    return out
""",
    example_after="""\
def f(orders, customers):
    out = []
    customers_by_id = {}
    for customer in customers:
        customers_by_id.setdefault(customer["id"], []).append(customer)
    for order in orders:
        for customer in customers_by_id.get(order["customer_id"], ()):
            if customer["active"]:
                out.append((order["id"], customer["name"]))
                break
    return out
""",
    refuses=(
        """\
def f(orders, k):
    return [o for o in orders if o.k == k]
""",
        """\
def f(a, b):
    for x in a:
        for y in b:
            if y.k == x.k:
                y.k = 1
""",
        """\
def f(a, b):
    n = 0
    for x in a:
        for y in b:
            n += 1
            if y.k == x.k:
                n += 2
    return n
""",
        """\
def f(a, b):
    n = 0
    for x in a:
        for y in b:
            if y.k == x.k:
                n += 1
            else:
                n -= 1
    return n
""",
        """\
def f(a, b):
    for x in a:
        for y in b:
            if y.k == x.k:
                break
        use(y)
""",
        """\
def f(a, b):
    for x in a:
        for y in b:
            if y.k == x.k:
                b.remove(y)
                break
""",
        """\
def f(a, b):
    for x in a:
        for y in x.parts:
            if y.k == x.k:
                print(y)
""",
        """\
def f(a, b):
    out = []
    for x in a:
        for y in b:
            if y.k == x.k:
                out.append(y)
            if y.k == x.n:
                out.append(x)
    return out
""",
        """\
def f(names, lines):
    out = []
    for name in names:
        for line in lines:
            if not line:
                continue
            first = line.split()[0]
            if first == name:
                out.append(line)
    return out
""",
        """\
def f(names, lines):
    out = []
    for name in names:
        for line in lines:
            first = line.strip()
            if first == name:
                out.append(line)
        out.append(first)
    return out
""",
    ),
)
GROWING = Card(
    id="BRN122",
    name="search-growing-list",
    family="joins",
    summary="keep a dict of groups in step with a list that grows and is searched by key",
    condition=(
        "The searched collection can be walked repeatedly and does not change meanwhile, nor do its keys; keys can "
        "be hashed, and equal keys hash alike. The list only grows by visible appends."
    ),
    example_before="""\
def f(rows):
    groups = []
    for row in rows:
        for group in groups:
            if group["key"] == row["key"]:
                group["count"] += 1
                break
        else:
            groups.append({"key": row["key"], "count": 1})
    return groups
""",
    example_after="""\
def f(rows):
    groups = []
    groups_by_key = {}
    for group in groups:
        groups_by_key.setdefault(group["key"], []).append(group)
    for row in rows:
        for group in groups_by_key.get(row["key"], ()):
            group["count"] += 1
            break
        else:
            group = {"key": row["key"], "count": 1}
            groups.append(group)
            groups_by_key.setdefault(group["key"], []).append(group)
    return groups
""",
    refuses=(
        """\
def f(rows):
    groups = []
    for row in rows:
        for group in groups:
            if group["key"] == row["key"]:
                group["key"] += 1
                break
        else:
            groups.append(row)
    return groups
""",
        """\
def f(rows):
    groups = []
    for row in rows:
        for group in groups:
            if group["key"] == row["key"]:
                groups.append(row)
    return groups
""",
        """\
def f(rows):
    groups = []
    for row in rows:
        for group in groups:
            if group["key"] == row["key"]:
                break
        else:
            groups.append(row)
            groups.pop()
    return groups
""",
    ),
)
HELPER = Card(
    id="BRN123",
    name="search-in-helper",
    family="helper_joins",
    summary="give a searching helper only the elements with the key it looks for",
    condition=(
        "The searched collection can be walked repeatedly and does not change meanwhile, nor do its keys; keys can "
        "be hashed, and equal keys hash alike. The helper does nothing with other elements."
    ),
    example_before="""\
def find(users, name):
    for user in users:
        if user.name == name:
            return user
    return None


def f(users, names):
    return [find(users, name) for name in names]
""",
    example_after="""\
def find(users, name):
    for user in users:
        if user.name == name:
            return user
    return None


def f(users, names):
    users_by_name = {}
    for user in users:
        users_by_name.setdefault(user.name, []).append(user)
    return [find(users_by_name.get(name, ()), name) for name in names]
""",
    refuses=(
        """\
def find(users, name):
    for user in users:
        if user.name == name:
            return user
    return len(users)


def f(users, names):
    return [find(users, name) for name in names]
""",
        """\
def find(users, name):
    for user in users:
        if user.name == name:
            return user
    return None


def f(users, name):
    return find(users, name)
""",
        """\
def find(users, name):
    for user in users:
        if user.name != name:
            return user
    return None


def f(users, names):
    return [find(users, name) for name in names]
""",
    ),
)
PAIRS = Card(
    id="BRN124",
    name="equal-pairs",
    family="joins",
    summary="look for equal elements further on only among the places with that key",
    condition=(
        "The searched collection can be walked repeatedly and does not change meanwhile, nor do its keys; keys can "
        "be hashed, and equal keys hash alike."
    ),
    example_before="""\
def f(xs):
    out = []
    for i in range(len(xs)):
        for j in range(i + 1, len(xs)):
            if xs[i] == xs[j]:
                out.append((i, j))
    return out
""",
    example_after="""\
def f(xs):
    out = []
    places_by_xs = {}
    for j in range(len(xs)):
        places_by_xs.setdefault(xs[j], []).append(j)
    for i in range(len(xs)):
        for j in places_by_xs.get(xs[i], ()):
            if j < i + 1:
                continue
            out.append((i, j))
    return out
""",
    refuses=(
        """\
def f(xs):
    out = []
    for i in range(len(xs)):
        for j in range(i + 1, len(xs)):
            if xs[i] < xs[j]:
                out.append((i, j))
    return out
""",
        """\
def f(xs):
    for i in range(len(xs)):
        for j in range(i + 1, len(xs)):
            if xs[i] == xs[j]:
                xs[j] = 0
    return xs
""",
        """\
def f(xs, i):
    for j in range(i + 1, len(xs)):
        if xs[i] == xs[j]:
            return j
    return 0
""",
    ),
)
METHOD = Card(
    id="BRN125",
    name="search-in-method",
    family="helper_joins",
    summary="search only the elements with the key that a method of the same object looks for",
    condition=(
        "The searched attribute can be walked repeatedly and neither it nor its keys change in the loop; the method "
        "changes nothing; keys can be hashed, and equal keys hash alike."
    ),
    example_before="""\
class Stock:
    def __init__(self, items):
        self.items = items

    def _find(self, name):
        for item in self.items:
            if item.name == name:
                return item
        return None

    def f(self, names):
        found = []
        for name in names:
            found.append(self._find(name))
        return found
""",
    example_after="""\
class Stock:
    def __init__(self, items):
        self.items = items

    def _find(self, name):
        for item in self.items:
            if item.name == name:
                return item
        return None

    def f(self, names):
        found = []
        def find_among(items, name):
            for item in items:
                if item.name == name:
                    return item
            return None

        items_by_name = {}
        for item in self.items:
            items_by_name.setdefault(item.name, []).append(item)
        for name in names:
            found.append(find_among(items_by_name.get(name, ()), name))
        return found
""",
    refuses=(
        """\
class Stock:
    def _find(self, name):
        for item in self.items:
            if item.name == name:
                return item
        return None

    def f(self, name):
        return self._find(name)
""",
        """\
class Stock:
    def _find(self, name):
        for item in self.items:
            if item.name == name:
                return item
        self.items.append(name)
        return None

    def f(self, names):
        return [self._find(name) for name in names]
""",
        """\
class Stock:
    def _find(self, name):
        for item in self.items:
            if item.name == name:
                return item
        return None

    def f(self, names):
        for name in names:
            if self._find(name):
                self.items = []
        return self.items
""",
    ),
)
