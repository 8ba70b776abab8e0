"""The editors' page: a small web application over the same steps as `check`, and the file of decisions."""
