"""Threaded comments below an article: statistics for the moderators."""

from dataclasses import dataclass
from typing import Optional


@dataclass
class Comment:
    id: int
    parent: Optional[int]
    author: str
    text: str


class Discussion:
    def __init__(self, comments):
        self.comments = list(comments)
        if len({c.id for c in self.comments}) != len(self.comments):
            raise ValueError("comment ids must be unique")
        self.replies = {}
        for comment in self.comments:
            self.replies.setdefault(comment.parent, []).append(comment)

    def branch_report(self, min_words=0):
        """Words and posts in the branch below (and with) each comment, biggest first."""

        weights = {}

        def weigh(comment):
            if comment.id in weights:
                return weights[comment.id]
            words = len(comment.text.split())
            posts = 1
            for reply in self.replies.get(comment.id, ()):
                w, p = weigh(reply)
                words += w
                posts += p
            weights[comment.id] = words, posts
            return words, posts

        report = []
        for comment in self.comments:
            words, posts = weigh(comment)
            if words < min_words:
                continue
            direct = len(self.replies.get(comment.id, ()))
            report.append((comment.id, comment.author, words, posts, direct))
        report.sort(key=lambda row: row[2], reverse=True)
        return report
