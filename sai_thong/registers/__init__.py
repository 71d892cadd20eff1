"""The office's work, a folder a register: records (declared), rules (pure), operations (through the store)."""
