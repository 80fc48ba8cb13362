"""How Hypothesis runs here: the machines are shared, so neither a slow example nor slow drawing says anything about what is tested."""

from hypothesis import HealthCheck, settings

settings.register_profile("shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared machine")
