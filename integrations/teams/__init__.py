"""Microsoft Teams as a chat: cards, dialogs, commands and messages."""
