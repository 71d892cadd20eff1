"""Papers of the asset register: cards, year-end reports, loans, materials, inspections, disposals, labels."""
