"""The live page: static files, served by `service/telemetry/http.py`."""
