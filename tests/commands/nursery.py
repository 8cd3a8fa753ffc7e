"""A process that has loaded what most commands load, and forks a program for each request.

Starting Python and importing is most of what a short command costs; a fork has that behind it. Each
program is a process of its own all the same, with its own folder, environment, standard streams and
exit code. A request comes over a socket as JSON, with the streams and a socket for the answer as
file descriptors.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from typing import NoReturn

STREAMS = 3
_MOST_BYTES = 1 << 17


def serve(requests: socket.socket) -> None:
    """Fork a program for each request until the other side closes."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        message, descriptors, _, _ = socket.recv_fds(requests, _MOST_BYTES, STREAMS + 1)
        if not message:
            return
        if os.fork() == 0:
            requests.close()
            _attend(message, descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _attend(message: bytes, descriptors: list[int]) -> NoReturn:
    """Run a program and answer with its exit code."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    program = os.fork()
    if program == 0:
        _become(json.loads(message), descriptors)
    _, status = os.waitpid(program, 0)
    os.write(descriptors[STREAMS], str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _become(request: dict[str, object], descriptors: list[int]) -> NoReturn:
    """Be the program, without any network."""
    for number, descriptor in enumerate(descriptors[:STREAMS]):
        os.dup2(descriptor, number)
    for descriptor in descriptors:
        os.close(descriptor)
    os.chdir(str(request["folder"]))
    os.environ.clear()
    os.environ.update(request["env"])  # type: ignore[call-overload]
    sys.argv = ["workbench", *request["arguments"]]  # type: ignore[misc]
    socket.socket.connect = _refuse  # type: ignore[method-assign]
    socket.create_connection = socket.getaddrinfo = _refuse
    code = 1
    try:
        from workbench.commands.main import main

        main()
        code = 0
    except SystemExit as exit_:
        code = exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _refuse(*arguments: object, **options: object) -> NoReturn:
    raise OSError("no network in this test")


if __name__ == "__main__":
    import click.testing  # noqa: F401
    import trafilatura  # noqa: F401

    import workbench.checks.service
    import workbench.draft.service
    import workbench.ingest.service
    import workbench.quotes.service
    import workbench.review.service  # noqa: F401
    from db.records import LanguageTag
    from workbench.align.known_words import shipped
    from workbench.checks.registry import checks
    from workbench.glossary.tables import bundled
    from workbench.text.detect import detect

    shipped(LanguageTag("fr"), LanguageTag("en"))
    bundled()
    checks()
    detect("Le premier texte charge le modèle.")
    serve(socket.socket(fileno=int(sys.argv[1])))
