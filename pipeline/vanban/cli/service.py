"""The command that answers other programs: serve."""

from __future__ import annotations

import argparse

from vanban.cli.frame import Commands, check_port
from vanban.extras import extra


def register(commands: Commands) -> None:
    """Add serve."""
    command = commands.add(
        "serve", _serve, "an HTTP service on 127.0.0.1: a text in, its mentions out as JSON"
    )
    command.add_argument("--port", type=int, default=8000, metavar="N", help="the port")
    command.add_argument(
        "--size", type=int, default=1_000_000, metavar="BYTES", help="the longest request"
    )
    command.add_argument(
        "--seconds", type=float, default=30.0, metavar="N", help="the longest that a request waits"
    )


def _serve(options: argparse.Namespace) -> int:
    check_port(options.port)
    with extra("serve", "the service"):
        from vanban.api.service import serve

    serve(options.port, options.size, options.seconds)
    return 0
