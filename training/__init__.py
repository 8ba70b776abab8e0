"""What makes the tagger: corpora brought to one scheme, notes made up from them, and the training itself (`make train`)."""
