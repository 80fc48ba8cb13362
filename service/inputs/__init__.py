"""Articles out of files and standard input, as the input topic would carry them. Knows no Kafka and no stage."""
