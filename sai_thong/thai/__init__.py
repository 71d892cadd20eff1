"""Thai conventions: the Buddhist calendar, dates, digits, money in words, names, citizen ids, text and its order.

Plain functions on plain values; imports only the ground.
"""
