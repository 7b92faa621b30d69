"""One run of burner, as a child process, on the text that is in the editor."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from burner import scratch
from burner.child import Child
from burner.events import Event, from_json
from burner_lsp.order import Order
from burner_lsp.text import encoded


@asynccontextmanager
async def engine(order: Order) -> AsyncIterator[Child]:
    """Give the process of a run, and end it, whatever happens."""
    with scratch.directory() as folder:
        buffer = Path(folder) / "buffer.py"
        buffer.write_bytes(encoded(order.text))
        arguments = ["optimize", f"{order.path}::{order.qualname}", "--events", "--quiet", "--source", str(buffer)]
        async with Child([*arguments, *order.flags], order.path.parent) as child:
            yield child


async def events_of(child: Child) -> AsyncIterator[Event]:
    """Yield a run's events until it ends; a line that is none is passed over."""
    async for line in child.lines():
        event = _event(line)
        if event is not None:
            yield event


def _event(line: str) -> Event | None:
    try:
        return from_json(line)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
