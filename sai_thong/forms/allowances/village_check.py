"""แบบตรวจสอบรายชื่อผู้มีสิทธิ and its covering letter."""
