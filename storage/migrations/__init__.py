"""How tables changed from version to version; Alembic runs these, in order."""
