"""Stories in Teams: a real process, people in Teams, and Slack beside it."""
