"""Carry the last good value over gaps in a sensor series."""

DEFAULT = 0.0


def fill_gaps(samples, default=DEFAULT):
    # returns the filled list and a small quality report
    filled = []
    carried = leading = longest = 0
    for i, value in enumerate(samples):
        if value is not None:
            filled.append(value)
            continue
        j = i - 1
        while j >= 0 and samples[j] is None:
            j -= 1
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
