"""What people can do to a case: each action is a function from a case to a change of it."""
