"""`dev.py lock`: one lock for Linux and Windows, every file of every package by its hash."""

from __future__ import annotations

from tools.dev import environment


def renew() -> int:
    """Resolve pyproject.toml anew into requirements.lock, newest versions, and install it.

    The configuration of this machine's uv is left out: hashes must be those of the public index, not of a mirror's
    own builds.
    """
    code = environment.python(
        "-m", "uv", "pip", "compile", "pyproject.toml", "--extra", "dev", "--extra", "server",
        "--universal", "--python-version", "3.11",
        "--generate-hashes", "--upgrade", "--no-config", "--quiet", "--output-file", "requirements.lock",
        "--custom-compile-command", "python3 dev.py lock",
    )  # fmt: skip
    if code == 0:
        environment.make_ready()
    return code
