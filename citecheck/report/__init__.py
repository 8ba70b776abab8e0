"""Step 6: a report as text, one reporter for each format. Reporters are pure and spell their keys out."""
