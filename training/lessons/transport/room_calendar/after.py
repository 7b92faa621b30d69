"""Bookings of the meeting rooms, hour by hour."""

OPENING = 8
CLOSING = 18


class RoomCalendar:
    def __init__(self, rooms, taken=()):
        self.rooms = list(rooms)
        self.taken = list(taken)    # (room, day, hour), in the order of booking

    def free_hours(self, room, day):
        return [h for h in range(OPENING, CLOSING) if (room, day, h) not in self.taken]

    def book_all(self, requests):
        """Book (who, day, hour) requests; each gets the first room that is free.

        Returns the answers and the number of requests that were refused.
        """
        answers = []
        refused = 0
        occupied = set(self.taken)
        for who, day, hour in requests:
            if not OPENING <= hour < CLOSING:
                answers.append((who, "closed"))
                refused += 1
                continue
            for room in self.rooms:
                if (room, day, hour) not in occupied:
                    occupied.add((room, day, hour))
                    self.taken.append((room, day, hour))
                    answers.append((who, room))
                    break
            else:
                answers.append((who, "full"))
                refused += 1
        return answers, refused
