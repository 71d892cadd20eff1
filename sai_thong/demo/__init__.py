"""The made-up office: a seeded generator of people, workbooks and a whole store. Nobody and nothing in it is real."""
