"""The steps from an empty database to the tables of `schema`, forward only; Alembic runs them."""
