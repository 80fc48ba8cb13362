"""Offices, ranks and callings: the nouns that make a person, a body or a group of one out of a state's name.

One entry a class: the class, then its nouns, on lines that begin with spaces where they are many.
A plural is made with an `s`; irregular ones are listed with `=`.
"""

from collections import Counter
from functools import cache

from service.english.gazetteer import Entry, Phrases, group_names

_OFFICES = """
head: president, prime minister, premier, chancellor, king, queen, emperor, sultan, emir, head of state, head of government, leader,
    taoiseach, pm, vice president, vice-president, crown prince, supreme leader, prince, deputy prime minister, president-elect, acting
    president, interim president, pope, ayatollah, dictator, junta leader, ruler, monarch
minister: minister, foreign minister, secretary of state, foreign secretary, defense minister, defence minister, interior minister,
    finance minister, oil minister, justice minister, culture minister, deputy foreign minister, deputy minister, deputy secretary of
    state, assistant secretary of state, undersecretary of state, state minister, cabinet minister, minister of foreign affairs, minister
    for foreign affairs, external affairs minister, minister of defense, minister of defence, minister of the interior, minister for
    women, secretary of defense, defense secretary, defence secretary, home secretary, attorney general, junior minister, minister of
    state, vice foreign minister, vice minister, governor, deputy governor, mayor, vice governor, regional governor, energy minister,
    health minister, education minister, trade minister, economy minister, counterpart, prime minister's deputy
ministry: ministry, foreign ministry, ministry of foreign affairs, foreign affairs ministry, ministry for foreign affairs, external
    affairs ministry, ministry of external affairs, foreign office, defense ministry, defence ministry, interior ministry, ministry of
    defense, ministry of defence, department of state, foreign affairs department, department of foreign affairs, dfa, mea, mofa,
    department of foreign affairs and trade, fcdo, state department, state dept, foreign and commonwealth office, federal foreign office
ambassador: ambassador, envoy, high commissioner, charge d'affaires, chargé d'affaires, charge d'affairs, chargé, charge d' affaires,
    chargés d'affaires=, charges d'affaires=, nuncio, apostolic nuncio, papal nuncio, permanent representative, deputy ambassador, acting
    ambassador, deputy chief of mission, chief of mission, head of mission, deputy head of mission, deputy permanent representative,
    special envoy, top diplomat, head of the diplomatic mission, senior diplomat, most senior diplomat, most senior envoy, top envoy,
    deputy un envoy, deputy un ambassador, deputy u.n. ambassador, deputy u.n. envoy
diplomat: diplomat, attache, attaché, military attache, military attaché, defense attache, defence attaché, defense attaché, cultural
    attache, consul, consul general, consul-general, consuls general=, vice consul, embassy staff=, embassy staffer, embassy official,
    embassy employee, embassy worker, embassy personnel=, consular official, consular officer, consular staff=, diplomatic staff=,
    diplomatic personnel=, staff of the embassy=, first secretary, second secretary, third secretary, counselor, counsellor, embassy
    secretary, diplomatic official, diplomatic representative, diplomatic officer, mission staff=, trade representative, diplomatic
    corps=, un employee, embassy counsellor, embassy counselor, minister-counselor, advisor to the permanent representation, advisor to
    the permanent mission, adviser to the permanent mission, naval attache, naval attaché, air attache, air attaché, press attache, press
    attaché, trade attache, trade attaché, commercial attache, commercial attaché, honorary consul, cultural counsellor, cultural
    counselor, political counsellor, political counselor, embassy guard, embassy driver, embassy clerk, vice-consul, deputy consul,
    consular assistant, cypher clerk, embassy spokesman, embassy spokeswoman, diplomatic courier, career diplomat, junior
    diplomat, trade envoy, high commission staff=, high commission staffer, high
    commission official, high commission employee, consulate official, consulate employee, consulate staff=, consulate staffer, mission
    official, mission employee, legation secretary, embassy aide, peacekeeping envoy, number two at the embassy
delegation: delegation, delegate, negotiating team, negotiator, delegation member, representative, observer, envoys=, diplomats=,
    contingent, negotiating delegation
mission: embassy, embassies=, consulate, consulates=, diplomatic mission, permanent mission, mission, permanent representation, consulate
    general, consulate-general, high commission, legation, interests section, diplomatic post, liaison office, trade mission, diplomatic
    presence
government: government, administration, regime, cabinet, authorities=, authority, junta, military government, military junta, military
    regime, state, federal government, republic, kingdom, interim government, transitional government, government officials=, rulers=,
    military rulers=, leadership, government of national accord
parliament: parliament, congress, senate, national assembly, legislature, house of representatives, house of commons, knesset, duma, state
    duma, bundestag, lower house, upper house, majlis, chamber of deputies, federal council, lawmakers=, parliamentarians=, supreme
    soviet, politburo=, central committee
official: official, spokesman, spokeswoman, spokesperson, adviser, advisor, aide, civil servant, bureaucrat, functionary, secretary
    general, director, chief of staff, deputy chief of staff, undersecretary, permanent secretary, government employee, government worker,
    commissioner, administrator, state official, intelligence chief, head of intelligence, central bank governor, deputy chief,
    coordinator, director general, prosecutor, prosecutor general, attorney, chief prosecutor, chairman, press secretary, security chief,
    chief of intelligence, envoy's aide, inspector general, presidential adviser, presidential aide, government spokesman, deputy head,
    second in command, number two, speechwriter, courier, archivist, accountant, secretary, private secretary, chauffeur, cook,
    negotiator's aide, analyst, policy adviser, policy advisor, desk officer, foreign service officer, foreign service officers=, case
    worker, auditor, banker of the state, central banker, un official, governor of the central bank, press officer, legal adviser, legal
    advisor, government lawyer, ministry lawyer, appointee, political appointee, state department official, state dept official, state
    dept. official, pentagon official, department official, cabinet secretary, whip, provincial official, regional official, security
    official, customs official, border official, prison official, prison warden, warden, tax official, finance official, trade official,
    defence official, defense official, foreign ministry official, interior ministry official, state prosecutor, military prosecutor,
    public prosecutor, propaganda chief, district chief, provincial chief, deputy director, department head, division chief, desk chief,
    cabinet member, presidential spokesman, deputy spokesman, chief adviser, chief advisor, senior aide, human rights official, arms
    control official, weapons inspector, state auditor, central bank official, trade negotiator, chief negotiator, intelligence analyst
    chief, government scientist
soldier: soldier, troop, serviceman, servicewoman, servicemen=, servicewomen=, conscript, recruit, private, corporal, lance corporal,
    sergeant, sergeants=, troops=, trooper, marine, sailor, airman, airmen=, infantryman, fighters=, fighter, draftee, reservist, border
    guard, frontier guard, guardsman, guardsmen=, paratrooper, commando, gunner, medic, army medic, mercenary, mercenaries=, paramilitary,
    paramilitaries=, contract soldier, army engineer, sniper, army recruit, army reservist, military personnel=, service members=, service
    member, gi, gis=, crew, crew member, tank crew, helicopter crew, platoon leader, squad leader, artilleryman, artillerymen=, tankman,
    sapper, signaller, rifleman, riflemen=, orderly, bodyguard unit, deckhand, submariner, cadet, army cadet, wagner fighter, seaman,
    seamen=, able seaman, midshipman, midshipmen=, petty officer, radio operator, wireless operator, mechanic sergeant, paratroops=,
    trainee soldier, army cook, army driver, army doctor, army clerk, national guardsman, national guardsmen=, special forces soldier,
    presidential guard soldier, mobilised soldier, mobilized soldier, mobilised man, mobilised men=, mobilized men=, volunteer soldier,
    coast guardsman, border trooper, frontier soldier, rifle platoon, tank commander, gunner sergeant, first class private, pfc,
    servicemember, army deserter, sgt., cpl., pvt., staff sgt., pfc., spc., sgt, young conscript, military man, military men=, ex-soldier,
    fusilier, gurkha, peacekeeper, legionnaire, guards sergeant, commandos=
officer: officer, army officer, military officer, general, generals=, colonel, lieutenant colonel, lieutenant-colonel, lieutenant, major,
    captain, commander, brigadier, brigadier general, brigadier-general, major general, major-general, lieutenant general,
    lieutenant-general, admiral, rear admiral, vice admiral, marshal, air marshal, air force officer, naval officer, navy officer, chief
    of general staff, chief of staff of the army, army chief, military chief, army commander, military commander, deputy commander,
    warrant officer, staff officer, navy captain, naval captain, army general, army colonel, army captain, army major, military aide,
    squadron leader, wing commander, four-star general, senior officer, field marshal, security officer, military adviser, protection
    officer, submarine commander, ship captain, ship's captain, lieutenant commander, lieutenant-commander, commodore, group captain,
    first lieutenant, second lieutenant, sub-lieutenant, junior officer, non-commissioned officer, staff sergeant, sergeant major,
    sergeant-major, cavalry officer, artillery officer, tank officer, air force general, air force colonel, air force major, air force
    captain, navy commander, army spokesman, military spokesman, chief of the general staff, chief of the army staff, brigade commander,
    battalion commander, division commander, regional commander, garrison commander, border guard commander, police commander,
    aide-de-camp, military judge, military doctor, army surgeon, colonel-general, colonel general, army lawyer, judge advocate, gen.,
    col., lt., maj., brig., capt., cmdr., adm., lt. gen., lt. col., maj. gen., brig. gen., vice adm., rear adm., lt. cmdr., 1st lt., 2nd
    lt., warrant officer class two, gen, col, lt gen, lt col, maj gen, brig gen, capt, lt-gen, lt-col, maj-gen, brig-gen, brig
pilot: pilot, fighter pilot, air force pilot, helicopter pilot, military pilot, test pilot, bomber pilot, airforce pilot, navigator, air
    crew, aircrew=, army pilot, mig pilot, combat pilot, flight officer, co-pilot, copilot, flight engineer, trainee pilot, pilot trainee,
    student pilot, jet pilot, transport pilot, cargo pilot, drone pilot, helicopter crewman, weapons officer, wing leader, top gun pilot,
    bomber crew
police: policeman, policemen=, policewoman, policewomen=, police officer, police=, police chief, police captain, police general, police
    colonel, police sergeant, constable, riot policeman, riot policemen=, gendarme, prison guard, security guard, security force, security
    forces=, security personnel=, traffic policeman, inspector, detective, police lieutenant, police official, cop, jailer, customs
    officer, bodyguard, riot police=, riot police officer, prison officer, border policeman, border policemen=, secret policeman, secret
    policemen=, gendarmes=, police lance corporal, police lieutenant colonel, police recruit, traffic officer, security agent guard,
    palace guard, coastguard officer
judge: judge, justice, chief justice, magistrate, chief judge, supreme court judge, high court judge, supreme court justice
spy: spy, spies=, agent, intelligence officer, intelligence agent, intelligence official, secret agent, double agent, mole, secret police
    officer, secret police officers=, counterintelligence officer, counter-intelligence officer, intelligence operative, operative,
    intelligence analyst, security agent, intelligence colonel, spymaster, spy chief, military intelligence officer, station chief, cipher
    clerk, code clerk, cryptographer, intelligence staff=, nsa contractor, intelligence contractor
party_elite: party secretary, party official, party leader, party member, party ideologue, politburo member, party chief, party boss,
    chief ideologue, central committee member, apparatchik, oligarch, ideologue, member of the politburo, member of the central committee,
    secretary of the workers' party, party cadre, courtier, royal, first lady, member of parliament, mp, lawmaker, senator, legislator,
    deputy, deputies=, parliamentarian, congressman, member of congress, assembly member, tribal leader
broadcaster_staff: state tv editor, state tv journalist, state television editor, state television journalist, state television presenter,
    state tv presenter, state tv anchor, state media journalist, state tv correspondent, state tv producer, state tv reporter, state media
    employee, state tv employee, state television employee, propagandist
athlete: athlete, player, footballer, soccer player, football player, baseball player, basketball player, boxer, wrestler, gymnast,
    swimmer, sprinter, runner, weightlifter, judoka, fencer, rower, cyclist, skater, figure skater, chess player, grandmaster, pitcher,
    outfielder, infielder, shortstop, catcher, slugger, goalkeeper, striker, midfielder, coach, tennis player, volleyball player, hockey
    player, olympian, diver, canoeist, team member, pentathlete, taekwondo athlete, karateka, rowers=, rider, jockey, lifter, marathon
    runner, middle-distance runner, decathlete, hurdler, sprint star, champion, steeplechaser, high jumper, long jumper, pole vaulter,
    shot putter, javelin thrower, kayaker, cricketer, handballer, basketballer, bobsledder, kickboxer, karate fighter, sharpshooter,
    medallist, medalist, referee, chess referee, umpire, water polo player, handball player, table tennis player, badminton player,
    goalkeeper coach, archer, snowboarder, skier, biathlete, speed skater
artist: dancer, ballet dancer, ballerina, pianist, violinist, cellist, conductor, musician, singer, composer, actor, actress, film
    director, filmmaker, painter, poet, writer, author, novelist, playwright, artist, circus performer, acrobat, choreographer, orchestra
    member, bandleader, trumpeter, percussionist, performer, opera singer, soprano, tenor, sculptor, principal dancer, prima ballerina,
    ballet star, ballet master, opera star, concert pianist, jazz musician, jazz trumpeter, folk singer, pop singer, film actor, film
    actress, circus acrobat, clown, illusionist, film maker, cartoonist, organist, orchestra conductor
scholar: scientist, physicist, nuclear scientist, nuclear physicist, professor, academic, scholar, researcher, engineer, chemist,
    mathematician, biologist, weapons scientist, bioweapons scientist, economist, cosmonaut, astronaut, doctor, physician, nurse, teacher,
    expert, missile scientist, missile engineer, rocket scientist, rocket engineer, weapons expert, weapons engineer, nuclear engineer,
    nuclear expert, germ warfare scientist, bioweapons expert, chemical weapons expert, microbiologist, virologist, anaesthetist, surgeon,
    medic volunteer, medical doctor, aid doctor, atomic scientist, mathematician professor, geologist, agronomist, linguist
rebel: rebel, insurgent, guerrilla, guerilla, militant, opposition, opposition leader, resistance, resistance fighter, rebel leader, rebel
    commander, rebel group, separatist, freedom fighter, militia, militiaman, militiamen=, dissident, jihadist, extremist, terrorist,
    revolutionary, revolutionaries=, partisan, gang member, secessionist, rebel forces=, anti-government fighters=, opposition forces=,
    rebel army, opposition fighters=, government-in-exile, exile group
party: party, political party, ruling party, opposition party, faction, coalition, congress party, communist party, labour party, labor
    party, conservative party, democratic party, republican party, workers' party, caucus, bloc, republican, democrat, tory, tories=,
    conservatives=, liberal, socialist, communist
worker: worker, employee, staffer, staff, personnel=, union, trade union, miner, driver, contractor, intern, labourer, laborer, labourers=
civilian: civilian, citizen, national, refugee, migrant, asylum seeker, asylum-seeker, defector, family, families=, resident, people=,
    man, woman, men=, women=, villager, protester, protestor, demonstrator, tourist, businessman, businessmen=, businesswoman, activist,
    exile, fisherman, fishermen=, farmer, children=, child, wife, husband, son, daughter, brother, sister, nephew, niece, relatives=,
    prisoner, prisoner of war, prisoners of war=, hostage, patient, priest, bishop, cleric, imam, monk, missionary, missionaries=,
    peasant, escapee, voter, supporter, fan, passenger, survivor, émigré, emigre, expatriate
journalist: journalist, tv presenter, newsreader, newscaster, news anchor, anchorwoman, anchorman, tv editor, tv producer, television
    producer, television editor, television presenter, presenter, broadcaster, reporter, correspondent, editor, columnist, photographer,
    cameraman, news agency, newspaper, editor-in-chief, blogger
student: student, pupil, graduate, graduate student, phd student, exchange student
company: company, companies=, firm, bank, airline, corporation, manufacturer, supplier, airlines=, oil company
deserter: deserter, defectors=, turncoat
military: army, military, armed forces=, air force, navy, forces=, force, armed force, special forces=, ground forces=, national guard,
    republican guard, presidential guard, revolutionary guard, revolutionary guards=, people's liberation army, red army, coast guard,
    police force, militia forces=, spetsnaz, mercenary force, mercenary group, paramilitary force, garrison, regiment, brigade, battalion,
    army unit, army battalion, platoon, army division, foreign legion, special unit, guard unit, royal guard
service: intelligence service, intelligence services=, secret police=, intelligence agency, security service, security services=, secret
    service, special services=, foreign intelligence, military intelligence, counterintelligence, counter-intelligence, intelligence,
    securitate, state security, spy agency, spy service, intelligence directorate, security agency
team: team, squad, national team, national squad, olympic team
ensemble: orchestra, ballet company, ballet, circus, troupe, ensemble, choir, opera company, dance company, folk ensemble, theatre
    company, theater company, symphony, philharmonic
broadcaster: state television=, state tv=, state radio=, state broadcaster, state media=, state news agency, state channel, public
    broadcaster, state-run television=, state-run tv=, state tv channel, state television channel, state-run channel, channel one,
    state-controlled television=, russian state tv=
member: member, head, rest
states: country, countries=, nation, nations=, governments=, allies=, ally, neighbours=, neighbors=, member state, member states=, member
    countries=, powers=, states=, western powers=, western countries=, western nations=, developing countries=, developing nations=, gulf
    states=, baltic states=, western governments=, western allies=, arab states=, arab countries=, european nations=, eu states=, eu
    countries=, african countries=, african states=, african nations=, islamic countries=, muslim countries=
"""

FORMER = frozenset({"former", "ex", "retired", "onetime", "erstwhile", "late", "sacked", "ousted", "deposed", "fired"})
"""Words before an office that say it is held no more."""

MODIFIERS = frozenset(
    """acting top senior junior deputy chief leading high-ranking highranking ranking high low mid level former ex retired foreign
    military army naval navy
    air force defense defence elite special first second third top-level mid-level then new current interim outgoing incoming veteran
    diplomatic consular embassy mission un united nations permanent resident based born young old female male unnamed alleged suspected
    accused undercover undeclared senior-most highest state national government official federal local security intelligence police border
    communist socialist ruling opposition rebel exiled political presidential prime vice assistant associate honorary career
    non-resident accredited several some many few dozens hundreds thousands two three four five six seven eight nine ten eleven twelve
    dozen more other most all both another one fellow star olympic world champion nuclear regional fighter test combat trade cultural
    economic commercial press human rights parliamentary house senate lower upper supreme high-level pro western
    arab african european gulf muslim caribbean
    islamic revolutionary popular front-line frontline serving active-duty armed unarmed paramilitary royal presidential civilian
    transport cargo bomber judo karate taekwondo fencing athletics tennis badminton weightlifting rugby baseball softball cricket futsal
    marathon sprint hurdles freestyle middle-distance long-distance table figure artistic ballet prima principal soloist lead opera jazz
    classical ice field water polo cycling football soccer basketball hockey volleyball handball gymnastics wrestling boxing swimming
    rowing skating chess symphony youth junior operations training signals cipher tank submarine helicopter
    naval airborne infantry mechanized mechanised tank artillery riot traffic secret
    counterintelligence double long-time longtime""".split()
)
"""Words that may stand between a state's name and the office: closed, so that "Turkey summoned ambassadors" is not one phrase."""

ROLE_CLASSES = frozenset(line.split(":", 1)[0] for line in _OFFICES.replace("\n    ", " ").strip().splitlines()) | {"people"}
"""All classes of offices, and the people of a state: the roles that a topic's frames may name."""

INSTITUTIONS = frozenset(
    {"ministry", "mission", "government", "parliament", "military", "party", "company", "states", "delegation", "rebel"}
)
"""Classes whose holder is a body, not a person."""

STATE_VOICES = frozenset({"head", "minister", "ministry", "government", "parliament", "mission", "ambassador"})
"""Classes that speak for their state."""


_EVERYWHERE = frozenset(
    """air armed chief deputy first foreign former general government head high leader member military minister national official party
    permanent police political public second secretary security senior special state third top trade""".split()
)
"""Words of offices that most articles have, so that they tell little."""
_SMALL = frozenset({"a", "at", "d", "for", "of", "the", "to", "un"})


@cache
def offices() -> Phrases:
    """All offices as phrases; the entry's name is the singular noun."""
    phrases = Phrases()
    for line in _OFFICES.replace("\n    ", " ").strip().splitlines():
        role_class, nouns = line.split(":", 1)
        for raw in nouns.split(","):
            noun = raw.strip()
            if noun.endswith("="):
                phrases.add([noun[:-1]], Entry("role", noun[:-1], role_class=role_class, plural=True))
                continue
            phrases.add([noun], Entry("role", noun, role_class=role_class))
            plural = noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeou" else noun + "s"
            phrases.add([plural], Entry("role", noun, role_class=role_class, plural=True))
            head, _, tail = noun.partition(" of ")
            if tail:
                phrases.add([f"{head}s of {tail}"], Entry("role", noun, role_class=role_class, plural=True))
    return phrases


@cache
def office_words() -> frozenset[str]:
    """The first words of all offices: a quick look before the long one."""
    return offices().first_words()


def role_words(classes: frozenset[str]) -> frozenset[str]:
    """How words begin of which one stands in every text that has a mention of these classes; as few and as telling as can be.

    Of each noun it is a word that is a noun of the classes itself ("envoy" of "special envoy"), else one that news is not full of, and
    of these the one that most of their nouns have ("embassy" of "embassy spokesman"), else the longest.
    """
    nouns: list[list[str]] = []
    for line in _OFFICES.replace("\n    ", " ").strip().splitlines():
        role_class, listed = line.split(":", 1)
        if role_class in classes:
            nouns.extend(_words_of(raw.strip().rstrip("=")) for raw in listed.split(","))
    if "rebel" in classes:
        nouns.extend(_words_of(name) for name in group_names())
    alone = {words[0] for words in nouns if len(words) == 1}
    shared = Counter(word for words in nouns for word in set(words))

    def rank(word: str) -> tuple[bool, bool, int, int]:
        return any(word.startswith(noun) for noun in alone), word not in _EVERYWHERE, shared[word], len(word)

    return frozenset(max(words, key=rank) for words in nouns)


def _words_of(phrase: str) -> list[str]:
    return [word for word in phrase.replace("'", " ").replace("-", " ").split() if word not in _SMALL]
