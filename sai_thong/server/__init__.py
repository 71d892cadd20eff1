"""The province and the office hub: takes batches in, keeps one order for each office, and hands it to everybody.

Plain SQL on SQLite or PostgreSQL and an HTTP API. It knows no key of any office: what names persons stays sealed.
"""
