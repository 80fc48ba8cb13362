"""Kafka itself: clients, Faust, the publisher, topics, the embedded broker. The only importers of faust and aiokafka beside `worker`."""
