"""What turns a page into an article: blocks of text, the container that holds the story, and the metadata. No network, no clock."""
