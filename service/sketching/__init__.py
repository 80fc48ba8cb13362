"""What the stage *sketch* is made of: words as hashes, and sets of hashes as codes. Both for all articles of a chunk at once."""
