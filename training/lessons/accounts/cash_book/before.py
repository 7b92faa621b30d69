"""Cash book of a small shop, printed with the newest booking on top."""


class CashBook:
    def __init__(self, title, bookings=None):
        self.title = title
        self.bookings = bookings or []      # (date, text, cents)

    def add(self, date, text, cents):
        self.bookings.append((date, text, cents))

    def render(self, width=60):
        """The cash book as text; a line with the day's turnover closes each day."""
        text = ""
        balance = 0
        turnover = 0
        day = None
        for date, what, cents in self.bookings:
            if date != day:
                if day is not None:
                    text = f"{'= ' + day:<{width}}{turnover / 100:>12.2f}\n" + text
                day = date
                turnover = 0
            balance += cents
            turnover += cents
            label = what if len(what) <= width - 12 else what[:width - 13] + "~"
            text = f"{date}  {label:<{width - 12}}{balance / 100:>12.2f}\n" + text
        if day is not None:
            text = f"{'= ' + day:<{width}}{turnover / 100:>12.2f}\n" + text
        return self.title + "\n" + text
