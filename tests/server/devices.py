"""A device as a station would be one: enrols, begins sessions and signs, over any HTTP client."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sai_thong.sync import messages
from sai_thong.sync.authority import ChainHead, Receipt
from sai_thong.sync.batches import Batch
from sai_thong.sync.enrolment import Enrolment, EnrolmentCode, pack_enrolment, unpack_enrolled
from sai_thong.sync.messages import Hello, PullRequest, Welcome
from sai_thong.sync.pages import unpack_with_batches
from sai_thong.sync.sessions import SignedRequest


@dataclass
class Device:
    """One computer of an office and its talk with the authority."""

    client: object
    office: str
    name: str
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    authority: Ed25519PublicKey | None = None
    nonce: bytes = b""
    number: int = 0

    def enrolment(self, code: EnrolmentCode) -> bytes:
        public = self.key.public_key().public_bytes_raw()
        return pack_enrolment(
            Enrolment(code.office, code.secret, self.name, f"เครื่อง {self.name}", public, secrets.token_bytes(32))
        )

    def enrol(self, code: EnrolmentCode):
        response = self.client.post("/v1/enrol", content=self.enrolment(code))
        if response.status_code == 200:
            # The key is in the answer, and the code says whether it is the right one.
            answer = unpack_enrolled(response.content[:-64])
            assert code.fits(answer.authority_key)
            self.authority = Ed25519PublicKey.from_public_bytes(answer.authority_key)
            messages.verified_answer(response.content, code.secret.encode(), self.authority)
        return response

    def asked(self, path: str, body: bytes, *, nonce: bytes | None = None, number: int | None = None) -> SignedRequest:
        nonce, number = self.nonce if nonce is None else nonce, self.number if number is None else number
        signature = self.key.sign(messages.request_bytes("POST", path, body, nonce, number))
        return SignedRequest(self.office, self.name, nonce, number, signature)

    def post(self, path: str, body: bytes):
        self.number += 1
        return self.client.post(path, content=body, headers=self.asked(path, body).headers())

    def hello(self, heads: dict[str, ChainHead] | None = None) -> Welcome:
        hello = Hello(self.office, self.name, heads or {})
        body = messages.pack_hello(hello)
        asked = self.asked("/v1/hello", body, nonce=b"", number=0)
        response = self.client.post("/v1/hello", content=body, headers=asked.headers())
        assert response.status_code == 200, response.text
        welcome = messages.unpack_welcome(messages.verified_answer(response.content, hello.challenge, self.authority))
        self.nonce, self.number = welcome.nonce, 0
        return welcome

    def push(self, batch: Batch) -> Receipt:
        response = self.post("/v1/push", batch.to_bytes())
        assert response.status_code == 200, response.text
        return messages.unpack_receipt(messages.verified_answer(response.content, self.nonce, self.authority))

    def pull(self, request: PullRequest):
        response = self.post("/v1/pull", messages.pack_pull(request))
        assert response.status_code == 200, response.text
        return unpack_with_batches(messages.verified_answer(response.content, self.nonce, self.authority))
