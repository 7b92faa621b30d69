"""`burner lsp`: starts the language server. The protocol's library is imported only when it runs."""

from __future__ import annotations

import gc
import os
import sys

import click


@click.command(short_help="Serve editors (Language Server Protocol).")
@click.option("--tcp", is_flag=True, help="Listen on a port instead of stdin and stdout")
@click.option("--host", default="127.0.0.1", help="Address to listen on  [default: 127.0.0.1]")
@click.option("--port", type=int, default=8888, help="Port to listen on  [default: 8888]")
def command(*, tcp: bool, host: str, port: int) -> None:
    """Serve an editor until it goes. Your editor starts this; `lsp/editors` says how."""
    gc.disable()  # while thousands of classes of the protocol are made
    try:
        from burner_lsp.generated import kept

        with kept():
            from burner_lsp.server import create_server
    except ImportError as error:
        from burner.errors import UnavailableError

        raise UnavailableError(
            f"the language server's library is missing: {error.name}", "pip install 'burner-perf[lsp]'"
        ) from error
    server = create_server()
    gc.freeze()
    gc.enable()
    if tcp:
        server.start_tcp(host, port)
    else:
        # stdout belongs to the protocol: whatever else is printed goes to stderr
        protocol = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)
        server.start_io(sys.stdin.buffer, protocol)
    server.shown.close()
    sys.stderr.flush()
    os._exit(0)  # the editor waits: a thread that still looks at a text, or millions of nodes to free, must not keep it
