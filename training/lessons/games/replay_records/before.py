"""Reader for the saved games of the old board game server.

A saved game is one long text of records, each '<length>:<body>', where the body is
'player move' or '#comment'.
"""


class ReplayError(ValueError):
    pass


def read_replay(text):
    moves = []
    comments = {}
    per_player = {}
    while text:
        colon = text.find(":", 0, 6)
        if colon < 1 or not text[:colon].isdigit():
            raise ReplayError(f"bad record after move {len(moves)}: {text[:10]!r}")
        size = int(text[:colon])
        body = text[colon + 1:colon + 1 + size]
        text = text[colon + 1 + size:]
        if len(body) < size:
            raise ReplayError("replay is cut off")
        if body.startswith("#"):
            # a comment belongs to the move before it
            comments.setdefault(len(moves), []).append(body[1:].strip())
            continue
        player, _, move = body.partition(" ")
        if not move:
            raise ReplayError(f"no move in record {body!r}")
        moves.append((player, move))
        per_player[player] = per_player.get(player, 0) + 1
    return {"moves": moves, "comments": comments, "per_player": per_player}
