"""The commands that show results to people, and answer programs: review, plots, serve."""

from __future__ import annotations

import argparse
from pathlib import Path

from vanban.cli.frame import OPTIONS, Commands, check_port, check_tables
from vanban.extras import extra


def register(commands: Commands) -> None:
    """Add review, plots and serve."""
    review = commands.add("review", _review, "tables to a site of static pages, OUTPUT_DIR/review")
    plots = commands.add("plots", _plots, "tables and gold to plots, OUTPUT_DIR/plots/*.svg")
    for command in (review, plots):
        command.add_argument(
            "output",
            nargs="?",
            type=Path,
            default=Path("output"),
            metavar="OUTPUT_DIR",
            help="folder with the tables",
        )
    flag, default, text = OPTIONS["raw"]
    text = f"{text}, for what was cut"
    review.add_argument(flag, type=Path, default=default, metavar="PATH", help=text)
    flag, default, text = OPTIONS["gold"]
    text += f", '-' for none (default: {default}, where there is some)"
    for command in (review, plots):
        command.add_argument(flag, type=Path, metavar="PATH", help=text)
    review.add_argument(
        "--lang", choices=("en", "vi"), default="en", help="what the site speaks at first"
    )
    review.add_argument(
        "--serve",
        type=Path,
        metavar="GOLD_DIR",
        help="show the site on 127.0.0.1 until interrupted, and save corrections to this folder",
    )
    review.add_argument(
        "--port", type=int, default=8000, metavar="N", help="with --serve: the port"
    )
    plots.add_argument(
        "--history",
        action="store_true",
        help="draw F1 over the commits of OUTPUT_DIR/metrics.json instead: history.svg",
    )
    _register_serve(commands)


def _review(options: argparse.Namespace) -> int:
    with extra("review", "the review site"):
        from vanban.show.review.site import write_review

    check_tables("OUTPUT_DIR", options.output)
    if options.serve:
        check_port(options.port)
    pages = write_review(options.output, options.raw, _gold(options), options.lang)
    site = options.output / "review"
    print(f"{pages} document pages; open {site / 'index.html'}")
    if options.serve:
        from vanban.show.review.serve import HOST, server

        with server(site, options.serve, options.port) as running:
            print(f"http://{HOST}:{running.server_port}/ until Ctrl-C", flush=True)
            running.serve_forever()
    return 0


def _plots(options: argparse.Namespace) -> int:
    with extra("review", "a plot"):
        from vanban.show.plots.draw import write_history, write_plots

    if options.history:
        print(write_history(options.output))
        return 0
    check_tables("OUTPUT_DIR", options.output)
    gold = _gold(options)
    for path in write_plots(options.output, gold):
        print(path)
    if gold is None:
        print("rules, confusion and calibration are drawn against gold: name it with --gold")
    return 0


def _gold(options: argparse.Namespace) -> Path | None:
    """The folder of gold that is asked for, or that of the project that the command is run in."""
    if options.gold is None and next(OPTIONS["gold"][1].glob("*.json"), None):
        return OPTIONS["gold"][1]
    return None if str(options.gold) == "-" else options.gold


def _register_serve(commands: Commands) -> None:
    command = commands.add(
        "serve", _service, "an HTTP service on 127.0.0.1: a text in, its mentions out as JSON"
    )
    command.add_argument("--port", type=int, default=8000, metavar="N", help="the port")
    command.add_argument(
        "--size", type=int, default=1_000_000, metavar="BYTES", help="the longest request"
    )
    command.add_argument(
        "--seconds", type=float, default=30.0, metavar="N", help="the longest that a request waits"
    )


def _service(options: argparse.Namespace) -> int:
    check_port(options.port)
    with extra("serve", "the service"):
        from vanban.api.service import serve

    serve(options.port, options.size, options.seconds)
    return 0
