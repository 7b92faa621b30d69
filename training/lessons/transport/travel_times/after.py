"""Travel times from a depot over the road network."""
import heapq


class RoadMap:
    def __init__(self, roads):
        # place -> list of (neighbour, km, km/h)
        self.roads = roads

    def travel_times(self, depot, limit=None):
        """Minutes from the depot to each place, None where it is not reachable
        (or not within the limit), and the name of the farthest place."""
        minutes = {place: None for place in self.roads}
        if depot not in minutes:
            raise KeyError(depot)
        reached = {depot: 0.0}
        queue = [(0.0, depot)]
        while queue:
            now, place = heapq.heappop(queue)
            if minutes[place] is not None:
                continue
            if limit is not None and now > limit:
                break
            minutes[place] = now
            for neighbour, km, speed in self.roads[place]:
                if minutes[neighbour] is not None:
                    continue
                then = now + km / speed * 60
                if neighbour not in reached or then < reached[neighbour]:
                    reached[neighbour] = then
                    heapq.heappush(queue, (then, neighbour))
        known = [place for place in minutes if minutes[place] is not None]
        farthest = max(known, key=lambda place: (minutes[place], place))
        return minutes, farthest
