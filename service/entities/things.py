"""Phrases that hold the name of a state or city and mean something else: papers, seas, treaties, firms."""

from functools import cache

from service.entities.gazetteer import Entry, Phrases

_THINGS = """
washington post, new york times, los angeles times, jerusalem post, moscow times, japan times, korea times, korea herald, bangkok post, china daily, times of india,
hindustan times, times of israel, south china morning post, financial times, kyiv independent, kyiv post, irish times, times of london, the new yorker, tehran times,
south china sea, east china sea, sea of japan, indian ocean, persian gulf, gulf of oman, gulf of mexico, gulf of aden, gulf of guinea, english channel, caspian sea, irish sea,
korean peninsula, indian subcontinent, arabian peninsula, niger river, niger delta, jordan river, jordan valley, jordan rift, panama canal, suez canal, lake geneva, lake victoria,
latin america, south america, north america, central america, latin american, south american, north american, central american, african american, african-american, native american,
french guiana, french open, british open, u.s. open, us open, british virgin islands, british columbia, new mexico, new england, new south wales, papua new guinea pig, american samoa,
cuban missile crisis, havana syndrome, stockholm syndrome, geneva convention, geneva conventions, vienna convention, vienna conventions, paris agreement, paris accord, paris climate agreement,
oslo accords, minsk agreements, minsk accords, kyoto protocol, treaty of versailles, camp david accords, dayton accords, maastricht treaty, lisbon treaty, rome statute,
american airlines, british airways, turkish airlines, british council, british broadcasting corporation, voice of america, bank of america, radio free europe, american express,
bank of england, church of england, new zealand herald, georgia tech, washington state, washington capitals, washington commanders, washington nationals, washington wizards, paris saint-germain, paris st germain,
english language, english-language, french fries, danish pastry, swiss cheese, turkish delight, polish up, china shop, brazil nut, brazil nuts, jordan peterson, michael jordan, jordan henderson,
paris hilton, boston globe, chicago tribune, london eye, chad wolf, israel katz, india today, china central television, turkish bath, american football, british isles, french kiss,
chinese new year, russian roulette, indian summer, german shepherd, irish stew, mexican wave, swiss army knife, spanish flu, russian orthodox church, russian doll
"""


@cache
def things() -> Phrases:
    """The phrases, each an entry that yields no mention."""
    phrases = Phrases()
    for phrase in _THINGS.replace("\n", " ").split(","):
        if phrase.strip():
            phrases.add([phrase.strip()], Entry("thing", phrase.strip()))
    return phrases
