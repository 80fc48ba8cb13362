"""Phrases that hold a name or an office and mean something else: papers, seas, treaties, firms; "nerve agent", "general election"."""

from functools import cache

from service.english.gazetteer import Entry, Phrases

_THINGS = """
washington post, new york times, los angeles times, jerusalem post, moscow times, japan times, korea times, korea herald, bangkok post,
china daily, times of india, hindustan times, times of israel, south china morning post, financial times, kyiv independent, kyiv post,
irish times, times of london, the new yorker, tehran times, boston globe, chicago tribune, india today, china central television,
new zealand herald, voice of america, radio free europe, radio free asia, british broadcasting corporation, islamic republic news agency,
south china sea, east china sea, sea of japan, indian ocean, persian gulf, gulf of oman, gulf of mexico, gulf of aden, gulf of guinea,
english channel, caspian sea, irish sea, korean peninsula, korean war, vietnam war, indian subcontinent, arabian peninsula, iberian
peninsula,
niger river, niger delta, jordan river, jordan valley, panama canal, suez canal, lake geneva, lake victoria, crimean peninsula,
latin america, south america, north america, central america, latin american, south american, north american, central american,
african american, african-american, native american, native americans, african americans, french guiana, british virgin islands,
british columbia, new mexico, new england, new south wales, new york city fc, american samoa, northern territory,
french open, british open, u.s. open, us open, australian open, italian open, american football, american league, german cup,
cuban missile crisis, havana syndrome, stockholm syndrome, geneva convention, geneva conventions, vienna convention, vienna conventions,
paris agreement, paris accord, paris accords, paris climate agreement, paris climate accord, oslo accords, minsk agreements, minsk accords,
kyoto protocol, treaty of versailles, camp david accords, dayton accords, maastricht treaty, lisbon treaty, rome statute, abraham accords,
american airlines, british airways, turkish airlines, british council, bank of america, american express, bank of england, british
petroleum,
british steel, british telecom, deutsche bank, air france, air canada, air china, bank of japan, church of england, georgia tech,
washington state, washington capitals, washington commanders, washington nationals, washington wizards, paris saint-germain, paris st
germain,
english language, english-language, english lessons, french fries, danish pastry, swiss cheese, turkish delight, swiss army knife,
jordan peterson, michael jordan, jordan henderson, jim jordan, paris hilton, chad wolf, israel katz, denzel washington, george washington,
chinese new year, russian roulette, indian summer, german shepherd, irish stew, mexican wave, spanish flu, dutch courage, russian
orthodox church,
greek orthodox church, greek mythology, roman empire, french revolution, american revolution, russian revolution, islamic revolution,
turkish bath, british isles, president's cup, presidents cup, ambassador bridge, diplomat hotel, ambassador hotel
"""

_FALSE_OFFICES = """
nerve agent, nerve agents, nerve-agent, chemical agent, chemical agents, biological agents, estate agent, estate agents, travel agent,
travel agents,
free agent, free agents, ticket agent, real estate agent, literary agent, press agent, cleaning agent, change agent,
general election, general elections, general strike, general public, general assembly, general staff, general hospital, general manager,
general secretary, general council, general counsel, general amnesty, general mobilisation, general mobilization, general motors, general
electric,
major league, major power, major powers, private sector, private school, private company, private citizen, private visit, private life,
national anthem, national day, national interest, national interests, national park, national team coach, national guard base,
state tv, state media, state television, state radio, state news agency, state visit, state dinner, state of emergency, state of war,
state funeral, state duma, state secrets, state secret, state court, state law, state police, state capture, state budget, state terrorism,
people's republic, human people, pilot project, pilot scheme, pilot program, pilot programme, pilot study, automatic pilot,
security council resolution, party conference, party congress, birthday party, third party, third parties, party line, tea party,
brand ambassador, brand ambassadors, goodwill ambassador, goodwill ambassadors, global ambassador, ambassador for the brand,
club ambassador, tourism ambassador, youth ambassador, style ambassador, ambassador program, player of the year, ball player, cd player,
dvd player,
record player, key player, key players, team player, role player, major player, major players, big player, global player,
police station, police stations, police force headquarters, army base, army bases, guard of honour, guard of honor, honor guard, honour
guard,
crew cut, general data, staff cuts, mission to mars, space mission, rescue mission, fact-finding mission, peacekeeping mission, combat
mission,
special forces base, work force, task force, labor force, labour force, air force base, air force one, sales force, brute force, force
majeure,
use of force, by force, in force, into force, full force, task forces, market forces, join forces, joined forces, joining forces,
state department store, head of steam, king's college, queen's university, prince william county, president's office building
"""


@cache
def things() -> Phrases:
    """Capitalised phrases that yield no mention."""
    return _phrases(_THINGS)


@cache
def false_offices() -> Phrases:
    """Phrases of common nouns that hold an office noun and name no one."""
    return _phrases(_FALSE_OFFICES)


def _phrases(table: str) -> Phrases:
    phrases = Phrases()
    for phrase in table.replace("\n", " ").split(","):
        if phrase.strip():
            phrases.add([phrase.strip()], Entry("thing", phrase.strip()))
    return phrases
