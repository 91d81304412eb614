"""Stories in Slack, against a Slack on this machine."""
