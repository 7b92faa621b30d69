"""Plain text tables for mails and log files."""
from datetime import date


def as_text(value):
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return str(value)


def text_table(header, rows, gap="  "):
    """Numbers stand right, everything else left; a rule follows the header."""
    for number, row in enumerate(rows, 1):
        if len(row) != len(header):
            raise ValueError(f"row {number} has {len(row)} cells instead of {len(header)}")
    table = [header] + rows
    widths = [max(len(as_text(other[column])) for other in table) for column in range(len(header))]
    lines = []
    for row in table:
        cells = []
        for column, value in enumerate(row):
            width = widths[column]
            text = as_text(value)
            if isinstance(value, (int, float)):
                cells.append(text.rjust(width))
            else:
                cells.append(text.ljust(width))
        lines.append(gap.join(cells).rstrip())
    lines.insert(1, "-" * max(len(line) for line in lines))
    return "\n".join(lines)
