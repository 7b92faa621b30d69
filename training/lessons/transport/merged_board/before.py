"""Departure board of the bus station, merged from the boards of the operators."""

MIDNIGHT = 24 * 60


def show(minute):
    return f"{minute // 60:02}:{minute % 60:02}"


def merged_board(boards, begin=0, end=MIDNIGHT):
    """Merge the sorted boards of (minute, line, destination) into one.

    Departures of the same minute appear in the order of the boards; a bus that
    two operators announce (same minute and line) is shown once.
    """
    rows = []
    announced = set()
    doubles = 0
    places = [0] * len(boards)
    while True:
        chosen = None
        for i, board in enumerate(boards):
            if places[i] == len(board):
                continue
            if chosen is None or board[places[i]][0] < boards[chosen][places[chosen]][0]:
                chosen = i
        if chosen is None:
            break
        minute, line, destination = boards[chosen][places[chosen]]
        places[chosen] += 1
        if not begin <= minute < end:
            continue
        if (minute, line) in announced:
            doubles += 1
            continue
        announced.add((minute, line))
        rows.append(f"{show(minute)} {line:>4} {destination}")
    return rows, doubles
