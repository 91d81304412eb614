"""What goes to Slack, judged by others and by ourselves over the whole gallery."""
