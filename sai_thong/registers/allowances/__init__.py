"""The register of allowances (เบี้ยยังชีพ): claims, the month from draft to close, and what follows from it."""
