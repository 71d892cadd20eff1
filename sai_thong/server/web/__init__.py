"""The pages of province and district officers: made on the server, in Thai, without a line of JavaScript."""
