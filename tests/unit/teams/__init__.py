"""Teams: what needs neither a database nor a network."""
