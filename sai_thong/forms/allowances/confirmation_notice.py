"""ประกาศรับยืนยันสิทธิ of a fiscal year, with the dates the rules give."""
