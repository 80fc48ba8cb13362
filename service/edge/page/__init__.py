"""What the page at `/` needs of Kafka and of other processes: its history from the topics, single records, explanations."""
