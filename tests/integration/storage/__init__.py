"""What only the real databases can show: races, crashes, plans, migrations."""
