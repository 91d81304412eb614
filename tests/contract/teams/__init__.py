"""What goes to Teams, judged by others and by ourselves over the whole gallery."""
