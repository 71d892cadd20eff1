"""One computer of the office as its hub: the server's code on the local network, over a book made from the store.

A room of its own, since it is the only place that knows both the office's keys and the authority.
"""
