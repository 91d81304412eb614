"""The rules about the code itself."""
