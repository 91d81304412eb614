"""What people see, in no chat in particular."""
