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
        for transaction in transactions:
            text = transaction["text"]
            chosen = self.default
            for keyword, category in self.rules:
                pattern = r"(?<!\w)" + re.escape(keyword) + r"(?!\w)"
                if re.search(pattern, text, re.IGNORECASE):
                    chosen = category
                    unused.discard(keyword)
                    break
            transaction["category"] = chosen
            totals[chosen] = totals.get(chosen, 0) + transaction["cents"]
        return totals, sorted(unused)
