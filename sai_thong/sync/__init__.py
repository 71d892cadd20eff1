"""How the stations of an office and the province come to hold the same: entries, the merge, batches, pages, receipts.

Pure so far: bytes and plain data, no file, no network, no clock. What a function needs is handed in.
"""
