"""Cash book of a small shop, printed with the newest booking on top."""


class CashBook:
    def __init__(self, title, bookings=None):
        self.title = title
        self.bookings = bookings or []      # (date, text, cents)

    def add(self, date, text, cents):
        self.bookings.append((date, text, cents))

    def render(self, width=60):
        """The cash book as text; a line with the day's turnover closes each day."""
        lines = []
        balance = 0
        turnover = 0
        day = None
        for date, what, cents in self.bookings:
            if date != day:
                if day is not None:
                    lines.append(f"{'= ' + day:<{width}}{turnover / 100:>12.2f}\n")
                day = date
                turnover = 0
            balance += cents
            turnover += cents
            label = what if len(what) <= width - 12 else what[:width - 13] + "~"
            lines.append(f"{date}  {label:<{width - 12}}{balance / 100:>12.2f}\n")
        if day is not None:
            lines.append(f"{'= ' + day:<{width}}{turnover / 100:>12.2f}\n")
        lines.reverse()
        return self.title + "\n" + "".join(lines)
