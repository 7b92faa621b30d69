"""Carry the last good value over gaps in a sensor series."""

DEFAULT = 0.0


def fill_gaps(samples, default=DEFAULT):
    # returns the filled list and a small quality report
    filled = []
    carried = leading = longest = 0
    last = -1
    for i, value in enumerate(samples):
        if value is not None:
            last = i
            filled.append(value)
            continue
        j = last
        if i - j > longest:
            longest = i - j
        if j < 0:
            leading += 1
            filled.append(default)
        else:
            carried += 1
            filled.append(samples[j])
    report = {
        "carried": carried,
        "leading": leading,
        "longest_gap": longest,
        "complete": carried + leading == 0,
    }
    return filled, report
