"""Solver for the card row game.

A row of cards lies open on the table. In turn each player takes the leftmost or the
rightmost card; who has more points in the end wins.
"""


def solve_row(cards):
    """Best play for both sides: picks, totals and the winner (0 or 1, None for a draw)."""

    def margin(left, right):
        # points the player to move can be ahead at the end
        if left > right:
            return 0
        take_left = cards[left] - margin(left + 1, right)
        take_right = cards[right] - margin(left, right - 1)
        return max(take_left, take_right)

    totals = [0, 0]
    picks = []
    left, right = 0, len(cards) - 1
    player = 0
    while left <= right:
        # on equal terms the left card is taken
        if cards[left] - margin(left + 1, right) >= cards[right] - margin(left, right - 1):
            card, side = cards[left], "L"
            left += 1
        else:
            card, side = cards[right], "R"
            right -= 1
        totals[player] += card
        picks.append(f"{side}{card}")
        player = 1 - player
    winner = None
    if totals[0] != totals[1]:
        winner = 0 if totals[0] > totals[1] else 1
    return {"picks": picks, "totals": totals, "winner": winner}
