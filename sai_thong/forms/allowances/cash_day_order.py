"""คำสั่งแต่งตั้งกรรมการจ่ายเงิน: the order for a cash day."""
