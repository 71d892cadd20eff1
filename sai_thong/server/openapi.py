"""The description of the API for programs. Bodies are packed documents: `sai_thong.sync.messages` tells of what."""

from __future__ import annotations

from typing import Any, Final

from sai_thong import __version__
from sai_thong.sync.sessions import Problem

_BYTES: Final = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
_TOLD: Final = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string", "enum": [each.value for each in Problem]}},
}
_DECLINED: Final = {"application/json": {"schema": _TOLD}}
_SIGNED: Final = [
    {"name": f"Sai-Thong-{name}", "in": "header", "required": True, "description": words, "schema": {"type": "string"}}
    for name, words in (
        ("Office", "code of the office, UTF-8 in base64"),
        ("Device", "device, UTF-8 in base64"),
        ("Nonce", "nonce of the session in base64; empty for a hello"),
        ("Number", "higher than in any request of the session before; 0 for a hello"),
        ("Signature", "Ed25519 over method, path, SHA-256 of the body, nonce and number, in base64"),
    )
]
_PARTS: Final = [
    {"name": f"Sai-Thong-{name}", "in": "header", "required": False, "description": words, "schema": {"type": "string"}}
    for name, words in (
        ("Body", "SHA-256 of the whole body in hex, a space, and from which byte on it follows here"),
        ("Answer", "SHA-256 of an answer that broke off, in hex, a space, and how many bytes of it came"),
    )
]
"""For lines that break."""


def _posted(summary: str, answer: str, *, signed: bool = True) -> dict[str, Any]:
    declined = {str(status): {"description": words, "content": _DECLINED} for status, words in _STATUSES.items()}
    return {
        "post": {
            "summary": summary,
            "parameters": [*_SIGNED, *_PARTS] if signed else [],
            "requestBody": {"required": True, "content": _BYTES},
            "responses": {"200": {"description": answer, "content": _BYTES}, **declined},
        }
    }


def _got(summary: str, kind: str) -> dict[str, Any]:
    schema = {"type": "string"} if kind == "text/plain" else {"type": "object"}
    answer = {"description": summary, "content": {kind: {"schema": schema}}}
    failed = {"description": "the database does not answer", "content": _DECLINED}
    return {"get": {"summary": summary, "responses": {"200": answer, "503": failed}}}


_STATUSES: Final = {
    400: "the bytes are no such request",
    401: "no such device, or not its signature",
    403: "revoked, a code that is not good, or a batch nobody signed",
    409: "say hello again: the session or the epoch is over; or a hub keeps the order",
    413: "too large",
    429: "too many requests: ask again a little later",
    503: "the database does not answer",
}

DESCRIPTION: Final[dict[str, Any]] = {
    "openapi": "3.1.0",
    "info": {
        "title": "Sai Thong sync",
        "version": __version__,
        "description": "What a POST answers with 200 ends with the Ed25519 signature of the authority: 64 bytes.",
    },
    "paths": {
        "/v1/enrol": _posted("Become a device, with a code that is good once", "enrolled", signed=False),
        "/v1/hello": _posted("Begin a session", "welcome: epochs, nonce, heads held, devices"),
        "/v1/code": _posted("Ask for a code for one more computer of the office", "code, and until when it is good"),
        "/v1/devices": _posted("Ask which computers the office has", "list with last contact and what arrived"),
        "/v1/revoke": _posted("Strike a computer of the office off", "list as it is then"),
        "/v1/renew": _posted("Go on under a new id and new keys", "list as it is then"),
        "/v1/keys": _posted("Ask for the chest of the office's keys, or put the next one", "chest held"),
        "/v1/down": _posted("Ask for what the province sends down", "announcements and proposals, each signed"),
        "/v1/crash-reports": _posted("Hand on reports of the program's mistakes", "which of them are held"),
        "/v1/unfinished": _posted("Ask how much arrived of a body", "bytes held, and their SHA-256"),
        "/v1/push": _posted("Send a batch", "receipt"),
        "/v1/pull": _posted("Ask for the next page of the order", "page, and the batches of it that are lacking"),
        "/v1/contents": _posted("Send and ask for pieces of attached files", "how much is held, pieces, list"),
        "/v1/follow": _posted("Let a hub keep the order of its office", "how far the order is, heads held"),
        "/v1/unfollow": _posted("Keep the order here again", "how far the order is, heads held"),
        "/v1/lacking": _posted("Ask for batches of a file that a new hub lacks", "batches"),
        "/v1/outcomes": _posted("Send what the hub decided", "how far the order is, heads held"),
        "/v1/wait": _posted("Be answered when the order goes on (hubs only)", "how far the order is"),
        "/v1/updates/{name}": {
            "get": {
                "summary": "A file of the program's updates that are mirrored here, whole or by Range",
                "parameters": [{"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}],
                "responses": {
                    "200": {"description": "the file", "content": _BYTES},
                    "206": {"description": "the part asked for", "content": _BYTES},
                    "404": {"description": "nothing of that name is offered", "content": _DECLINED},
                    "416": {"description": "the file ends before that"},
                },
            }
        },
        "/health": _got("Whether the database answers", "application/json"),
        "/metrics": _got("Figures of this process, as Prometheus reads them", "text/plain"),
        "/openapi.json": _got("This description", "application/json"),
    },
}
"""OpenAPI 3.1."""
