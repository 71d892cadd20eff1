"""Hands out the updates of the program that this server mirrors: to everybody, for all of it is public and signed."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from sai_thong.sync.sessions import Problem
from sai_thong.updates.line_source import UPDATES_PATH
from sai_thong.updates.mirror import file_offered

_NOT_FOUND = 404


def updates_route(folder: Path | None) -> Route:
    """The route of every file that a folder offers, in parts where parts are asked for; without one, of nothing."""

    def answer(request: Request) -> Response:
        file = file_offered(folder, request.path_params["name"]) if folder else None
        if file is None:
            return JSONResponse({"error": Problem.UNKNOWN_PATH.value}, status_code=_NOT_FOUND)
        return FileResponse(file, media_type="application/octet-stream")

    return Route(f"{UPDATES_PATH}{{name}}", answer, methods=["GET"])
