"""Chat filter of the school's game server."""
import re


class ChatFilter:
    def __init__(self, banned, mask="*"):
        self.banned = [word.strip() for word in banned if word.strip()]
        self.mask = mask
        self.offences = {}

    def screen(self, messages):
        """Mask banned words in (user, text) messages and keep book of the offences.

        Words only match as a whole, whatever their case. Returns the masked texts.
        """
        cleaned = []
        for user, text in messages:
            found = 0
            for word in self.banned:
                pattern = re.compile(r"\b" + re.escape(word) + r"\b", re.IGNORECASE)
                text, times = pattern.subn(self.mask * len(word), text)
                found += times
            if found:
                self.offences[user] = self.offences.get(user, 0) + found
            cleaned.append(text)
        return cleaned

    def worst(self):
        return max(self.offences, key=self.offences.get, default=None)
