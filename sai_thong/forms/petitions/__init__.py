"""The papers of petitions: forms, slips, letters and memos of a case, its register, and the reports of a year."""
