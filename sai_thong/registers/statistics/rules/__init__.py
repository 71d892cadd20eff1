"""What an office may tell of few people: pure."""
