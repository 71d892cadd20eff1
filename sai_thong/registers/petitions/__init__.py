"""Petitions (คำร้อง): from the counter to the answer, with every clock that runs meanwhile."""
