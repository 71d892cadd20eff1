"""The rules of the allowances: pure functions on plain facts and the law tables. No store, no clock, no printer."""
