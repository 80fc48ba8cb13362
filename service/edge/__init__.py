"""Everything that touches Kafka, processes and the clock; the rest of the service does not know that these exist."""
