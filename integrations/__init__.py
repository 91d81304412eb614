"""The outside: chats, mail and sources, where no folder knows another."""
