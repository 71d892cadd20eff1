"""What the data protection act asks for by when, as pure functions."""
