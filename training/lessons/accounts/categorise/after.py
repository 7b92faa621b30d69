"""Sorts bank transactions into budget categories by keywords."""
import re


class Categoriser:
    def __init__(self, rules, default="other"):
        # (keyword, category), the first keyword found decides
        self.rules = list(rules)
        self.default = default

    def assign(self, transactions):
        """transactions: dicts with 'text' and 'cents'; sets their 'category'
        and returns the totals per category with the keywords that were never found."""
        totals = {}
        unused = {keyword for keyword, _ in self.rules}
        patterns = [
            (re.compile(r"(?<!\w)" + re.escape(keyword) + r"(?!\w)", re.IGNORECASE), keyword, category)
            for keyword, category in self.rules
        ]
        for transaction in transactions:
            text = transaction["text"]
            chosen = self.default
            for pattern, keyword, category in patterns:
                if pattern.search(text):
                    chosen = category
                    unused.discard(keyword)
                    break
            transaction["category"] = chosen
            totals[chosen] = totals.get(chosen, 0) + transaction["cents"]
        return totals, sorted(unused)
