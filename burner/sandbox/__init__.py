"""Where the user's code and every candidate run: isolation, limits, the fork server and the wire format."""
