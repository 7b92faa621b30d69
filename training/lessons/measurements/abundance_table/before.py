"""Species totals from the quadrat survey sheets."""


def tidy_name(raw):
    return " ".join(raw.split()).capitalize()


def abundance_table(records, min_plots=1):
    # records are (plot, species as written, count)
    totals = {}
    plots = {}
    dropped = 0
    for plot, raw, count in records:
        species = tidy_name(raw)
        if not species or count <= 0:
            dropped += 1
            continue
        totals = {**totals, species: totals.get(species, 0) + count}
        plots.setdefault(species, set()).add(plot)
    rows = []
    for species, total in totals.items():
        n = len(plots[species])
        if n < min_plots:
            continue
        rows.append({"species": species, "total": total, "plots": n, "density": round(total / n, 2)})
    # most abundant first, otherwise as they turned up
    rows.sort(key=lambda row: -row["total"])
    return rows, dropped
