"""สิ่งที่แนบ: photographs, scans and documents attached to the records of every register."""
