"""แจ้งระงับด่วน: asks whoever moves the money to stop one payment that was sent."""
