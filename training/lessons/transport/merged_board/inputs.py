TARGET = "merged_board"
SIZES = (3, 12, 200)
FAULT = "For every single departure the heads of all boards are compared to find the earliest one."
CURE = "Merge the sorted boards by heapq.merge with the minute as key, which keeps the order of the boards on ties."


def make(rng, size):
    boards = []
    for i in range(size):
        board = [(rng.randrange(240, 1500), str(rng.randint(1, 3 * size)), rng.choice(["Port", "Zoo", "Main St", "Mill"]))
                 for _ in range(rng.randrange(0, 60))]
        board.sort(key=lambda departure: departure[0])
        boards.append(board)
    return boards, rng.choice([0, 300]), rng.choice([1440, 1200])
