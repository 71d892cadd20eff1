"""Workbooks in and out: what clerks keep, read into the registers, and the registers as workbooks."""
