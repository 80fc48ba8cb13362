"""How well it is told which act another answers, on the labelled answers. The words for it were chosen on these, so the figures flatter."""

from collections import defaultdict
from collections.abc import Mapping

from quality.incidents.material import Key, Material, rows
from quality.report import REAL


def scored(material: Material, homes: Mapping[Key, str], told: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """Counts: `labelled` answers of which both acts were read, those that are `found`; what was told `right`, `wrong`, or is `unlabelled`.

    `homes`: the incident of each event; `told`: incident -> the incidents that its reports say it answers.
    """
    incidents, acts = defaultdict(set), defaultdict(set)
    for key, act in material.acts.items():
        incidents[act].add(homes[key])
        acts[homes[key]].add(act)
    labelled = {(row["incident"], row["responds_to"]) for row in rows(REAL / "incidents" / "related.jsonl")}
    read = [(one, other) for one, other in labelled if incidents[one] and incidents[other]]
    found = [pair for pair in read if any(told.get(one, frozenset()) & incidents[pair[1]] for one in incidents[pair[0]])]
    said = [(one, other) for one, others in told.items() for other in others]
    known = [(one, other) for one, other in said if acts[one] and acts[other]]
    right = [pair for pair in known if any((one, other) in labelled for one in acts[pair[0]] for other in acts[pair[1]])]
    return {
        "labelled": len(read),
        "found": len(found),
        "right": len(right),
        "wrong": len(known) - len(right),
        "unlabelled": len(said) - len(known),
    }
