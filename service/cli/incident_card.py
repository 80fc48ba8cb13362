"""An incident as a person reads it: what, who, when, and who reported it."""

from rich.console import Console
from rich.text import Text

from service.cli.screen import counted, harmless
from service.model_incident import Incident, IncidentParty

_SHOWN = 5
"""Reports that are named."""


def show_incident(console: Console, incident: Incident) -> None:
    """Print a revision of an incident."""
    counts = incident.counts
    what = f"{incident.topic.replace('_', ' ')} · {incident.kind.replace('_', ' ')} · {incident.status.value}"
    told = f"{counted(counts.articles, 'article')} of {counted(counts.independent_sources, 'independent source')}"
    console.print(Text.assemble(("◆ ", "magenta"), (what, "bold"), f"  {told}  ", (f"revision {incident.revision}", "dim")))
    who = harmless(" and ".join(map(_name, incident.actors)) or "?")
    whom = harmless(" and ".join(map(_name, incident.targets)))
    when = f", {incident.date.value}" if incident.date else ""
    console.print(f"  {who}{f' → {whom}' if whom else ''}{when}", markup=False, highlight=False)
    for report in incident.reports[-_SHOWN:]:
        why = f"{report.joined.score:.2f} {', '.join(report.joined.because)}"
        console.print(Text.assemble("  · ", f"{harmless(report.source or '?')}: {harmless(report.headline)}  ", (harmless(why), "dim")))
    if incident.responds_to:
        console.print(Text(f"  answers incident {incident.responds_to}", "dim"))


def _name(party: IncidentParty) -> str:
    return party.name or party.role or party.country or "?"
