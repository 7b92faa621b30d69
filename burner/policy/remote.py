"""The policy that asks an OpenAI-compatible server the user named, with the prompts of the local one.

The only module of the policies that opens a connection, and only to that server. Code leaves the machine where the
server is elsewhere: `place` says where it goes, and every run prints it.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from burner.errors import UnavailableError
from burner.policy.diagnosis import diagnose
from burner.policy.parse import parse_answer
from burner.policy.prompting import Draw, plan
from burner.policy.protocol import Attempt, Brief, Origin, Proposal

ANSWER_TIMEOUT_S = 120.0
LONGEST_REPLY_BYTES = 4 << 20
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass
class RemotePolicy:
    """Proposes what a server's model answers, one request per proposal."""

    name: str
    url: str
    """Up to and without "/v1"; "/v1" at its end is understood."""
    key: str | None = None
    seed: int = 0
    model_s: float = 0.0
    luck: Mapping[str, float] = field(default_factory=dict)
    """What strategies brought in this project so far."""

    @property
    def place(self) -> str:
        """Where the function's text is sent, in words."""
        host = urlsplit(self.url).hostname or self.url
        return f"{host} (this machine)" if host in _LOCAL else f"{host} (over the network)"

    def propose(self, brief: Brief, attempts: Sequence[Attempt], count: int, deadline: float) -> Iterator[Proposal]:
        """Yield up to `count` proposals, one request at a time; UnavailableError where the server fails."""
        yield from self.answer(brief, plan(brief, diagnose(brief), attempts, count, self.luck), deadline)

    def answer(self, brief: Brief, draws: Sequence[Draw], deadline: float) -> Iterator[Proposal]:
        """Yield what is proposed in the answers to given prompts, one request each."""
        for draw in draws:
            left_s = deadline - time.monotonic()
            if left_s <= 0:
                return
            started = time.monotonic()
            try:
                text = self.ask(draw, min(ANSWER_TIMEOUT_S, left_s))
            except TimeoutError as error:
                if time.monotonic() >= deadline:
                    return
                slow = f"{self.url} did not answer within {ANSWER_TIMEOUT_S:.0f} s"
                raise UnavailableError(slow, "is the model loaded?") from error
            finally:
                self.model_s += time.monotonic() - started
            others = [name for name in (brief.qualname, *brief.helpers) if name != draw.prompt.qualname]
            names = (draw.prompt.qualname, *others)
            origin = Origin("remote", self.name, draw.prompt.strategy, draw.prompt.parent)
            yield parse_answer(draw.prompt.whole(text), brief, names, origin)

    def ask(self, draw: Draw, timeout_s: float) -> str:
        """The answer to one prompt; raises UnavailableError where the server fails, TimeoutError where it is too slow."""
        prompt = draw.prompt
        begin = f"\nBegin your answer with:\n{prompt.prefix}" if prompt.prefix else ""
        body = {
            "model": self.name,
            "messages": [
                {"role": "system", "content": prompt.system},
                {"role": "user", "content": prompt.user + begin},
            ],
            "temperature": draw.temperature,
            "seed": self.seed + draw.nth,
            "stream": False,
        }
        headers = {"Content-Type": "application/json", "User-Agent": "burner"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        address = f"{self.url.removesuffix('/v1')}/v1/chat/completions"
        request = urllib.request.Request(address, json.dumps(body).encode(), headers)  # noqa: S310  # load.py checks the scheme
        try:
            with urllib.request.urlopen(request, timeout=timeout_s) as reply:  # noqa: S310
                return _content(reply.read(LONGEST_REPLY_BYTES), address)
        except urllib.error.HTTPError as error:
            detail = error.read(300).decode(errors="replace").strip()
            hint = "check the key" if error.code in {401, 403} else "check the address and the model's name"
            raise UnavailableError(f"{address} answered {error.code}: {detail}", hint) from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise TimeoutError from error
            raise UnavailableError(f"{self.url} can't be reached: {error.reason}", "is the server running?") from error
        except (http.client.HTTPException, ConnectionError) as error:
            raise UnavailableError(f"{self.url} broke off: {error!r}", "is the server still running?") from error


def _content(raw: bytes, address: str) -> str:
    try:
        reply: Any = json.loads(raw)
        return str(reply["choices"][0]["message"]["content"] or "")
    except (ValueError, LookupError, TypeError) as error:
        strange = f"{address} answered what no OpenAI-compatible server answers"
        raise UnavailableError(strange, "check the address") from error
