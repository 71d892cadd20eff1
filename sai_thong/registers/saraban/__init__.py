"""งานสารบรรณ: the registers of incoming and outgoing papers, their numbers, keeping and destruction."""
