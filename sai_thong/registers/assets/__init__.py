"""The asset register: land, structures and equipment, their value, their keeping and their end; and materials."""
