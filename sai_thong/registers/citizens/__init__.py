"""The register of citizens (ประชาชน): who they are, where they live, and what became of them."""
