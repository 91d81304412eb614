"""The console: a chat in a small web page on your own machine."""
