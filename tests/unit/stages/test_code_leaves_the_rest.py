"""What only sounds like diplomatic protest, or was never done: no event that counts comes of it."""

import pytest

from service.evaluation import COUNTED_MODALITIES
from tests.unit.coding.reading import events

NO_ACTS = """
Saudi Arabia and Iran agreed on Friday to restore diplomatic relations seven years after they were severed.
The United States reopened its embassy in Havana after 54 years.
The ambassador to Kenya recalled how she had once walked out of a dull lecture.
Israel's ambassador to Washington stepped down to run for parliament.
President Biden nominated a former general as ambassador to Turkey.
The ambassadors of five countries were summoned by the king to congratulate him on his birthday.
Nigeria summoned striking doctors to a meeting in Abuja.
A Russian court summoned the opposition leader over a protest rally.
The senator summoned the bank's chief executive to testify.
FIFA lodged a complaint against the Egyptian federation.
The opposition boycotted the parliamentary session in Tbilisi over the election law.
Activists called for a boycott of the World Cup in Qatar over migrant deaths.
Supermarkets in Turkey urged shoppers to boycott French goods.
British Airways cut ties with the Russian carrier Aeroflot.
The governor of Texas expelled migrants across the Mexican border.
France deported an Algerian imam on Thursday.
Rwanda expelled a BBC journalist on Monday for biased reporting.
Thailand expelled 40 Chinese tourists for overstaying their visas.
The Labour Party expelled three members over antisemitism.
Germany withdrew its soldiers from Mali after the junta hired mercenaries.
China condemned the US arms sale to Taiwan at a regular news conference.
The Kremlin spokesman criticised Poland's decision to close the border.
The EU imposed sanctions on twelve Belarusian officials.
Canada closed its embassy in Caracas because diplomats could not renew their visas.
The UN secretary-general condemned the attack in a statement.
Iran's president cancelled a trip to New York after catching the flu.
A delegation from Japan left the hotel early on Sunday to catch its flight.
Players of both teams walked off the pitch in Istanbul when the referee was insulted.
Hundreds of workers walked out of the Renault plant in Romania.
Students walked out of a speech by the Israeli ambassador at Harvard.
The rebel delegation walked out of peace talks in Geneva with the Yemeni government.
The foreign ministers of France and Germany held talks in Paris on trade.
The Indian embassy in Kyiv told its citizens to leave the country.
Britain told its nationals to leave Lebanon at once.
The US State Department ordered non-emergency staff out of its embassy in Haiti as gangs advanced.
The Philippines will send a note verbale to China to ask for talks on fishing.
Ukraine's ambassador to Germany was replaced in a reshuffle on Monday.
Taiwan's president visited Paraguay, one of its last diplomatic allies.
Honduras opened diplomatic relations with China.
The minister refused to answer questions about the French submarine deal.
Australia refused a visa to the tennis player Novak Djokovic.
Hungary vetoed a joint statement of EU states on Hong Kong.
The ambassador of goodwill for UNICEF resigned after a scandal.
Nepal's parliament adopted a new map that includes land claimed by India.
Kosovo and Serbia exchanged accusations over a border shooting.
A former French ambassador was expelled from his golf club.
The envoy left Beirut for talks in Damascus.
The British consulate in Hong Kong closed early on Tuesday because of a typhoon.
South Africa's ruling party said it would not attend the Democratic Alliance's debate.
The mayor of London skipped the Saudi embassy's dinner.
Moscow may expel more diplomats if London goes ahead, analysts said.
Experts say Ankara could recall its ambassador.
India said reports that it had expelled the Canadian envoy were false.
The US has no plans to close its embassy in Baghdad, a spokesman said.
Thousands protested outside the Danish embassy in Jakarta and demanded the ambassador's expulsion.
The film tells of an Iranian diplomat who is expelled from Austria.
The singer cancelled his concert in Tel Aviv in protest at the war.
Tesla recalled 300 cars in China.
The airline suspended flights between Warsaw and Minsk.
The two countries, which broke off relations in 2016, exchanged prisoners on Monday.
Morocco's king received the credentials of the new Spanish ambassador.
Ambassador Smith was told to leave his phone outside the room.
Lebanon's foreign minister met the Saudi ambassador to discuss aid.
The head of the delegation, who had served in Rome, praised the host.
Trade talks between the EU and Mercosur were suspended on Thursday.
Croatia's president declined to comment on the ambassador's remarks.
Mexico's ambassador to Spain was recalled to explain his expenses.
The Chilean president recalled his childhood in a speech to diplomats in Geneva.
Germany's ambassador recalled at a dinner how the two states had reconciled.
The Labour leader walked out of an interview with a BBC journalist.
Argentina's delegation left Doha on Monday after winning the World Cup.
The head of the Egyptian delegation said talks in Cairo were going well.
Greece recalled its athletes from the training camp because of the heat.
Sri Lanka's cricketers boycotted the tour of Pakistan over security fears.
Muslim groups called for a boycott of Danish butter over the cartoons.
Iran's reformists boycotted the election.
The Brazilian Senate summoned the foreign minister to explain the embassy's contracts.
Police in Nairobi summoned the opposition leader for questioning.
Ukraine's parliament summoned the defence minister.
Russia expelled an American student for overstaying.
India expelled a Chinese journalist by not renewing her visa.
Denmark expelled twelve Syrians who had travelled home on holiday.
The Church of Norway cut ties with the World Council.
Microsoft cut ties with the Israeli firm after an investigation.
The province broke relations with the federal government over water.
The United States closed its consulate in Peshawar for a week because of a threat.
Spain closed its embassy in Kabul and flew its staff home as the Taliban advanced.
Australia withdrew its diplomats from Port Moresby after an outbreak of cholera.
The United Nations withdrew its staff from Darfur because of fighting between the army and rebels.
The minister refused to shake hands with female teachers.
Iran refused inspectors access to a site near Tehran.
Canada denied a visa to the Nigerian singer.
The mayor of Istanbul cancelled a visit to Berlin because of snow.
The president cancelled a summit with union leaders over pay.
The prime minister's trip to India was postponed after the earthquake.
Greenpeace delivered a letter of protest to the Japanese embassy.
Residents lodged a complaint with the ministry over noise from the Qatari embassy.
The airline lodged a protest with the Italian authority over landing fees.
The referee's decision led Ghana to lodge a protest with FIFA.
The UN rights chief condemned the executions in Iran.
A spokesman for the European Union condemned the arrest of activists in Uganda.
Amnesty International condemned Bahrain over torture.
Clerics in Pakistan condemned France in a joint statement.
The US Congress voted to condemn hate crimes.
Hungary's parliament voted on a resolution about the budget.
Colombia and Venezuela agreed to reopen their embassies and restore full relations.
The two states exchanged ambassadors for the first time since they cut ties in 1994.
Bolivia's ambassador was reassigned to Lima as part of a normal rotation.
The former ambassador to Moscow was expelled from the party.
Portugal's consul in Newark retired after thirty years.
Chinese and American diplomats left the room smiling after signing the deal.
The delegates walked out into the sunshine after the session of the climate conference.
The British envoy walked to the palace to hand over his credentials.
Serbia's minister left the meeting early to catch a flight.
Turkey withdrew its troops from northern Iraq.
Ethiopia withdrew its candidate for the African Union post.
Britain left the European Union in 2020.
Denmark quit the whaling quota scheme for lack of interest.
The Saudi foreign ministry told its citizens to avoid travel to Lebanon.
Embassies in Khartoum advised their nationals to leave.
China urged the United States to recall its consul, a newspaper said.
Opposition MPs demanded that the government expel the ambassador of Israel.
The novel tells of a consul who is ordered to leave Mexico.
Poland's president received the ambassador of Chad, who presented his credentials.
The ambassador of Sweden was called to the stage to receive a prize in Dakar.
Egypt thanked the Greek ambassador and invited him to a ceremony.
The Philippine ambassador was asked to attend a Senate hearing in Manila.
Kenya's foreign ministry called in ambassadors to brief them on the election.
Norway's ambassador was called in by the flood-hit town to help.
The French ambassador in Bamako said that he had no plans to leave.
Rumours that Niger had severed ties with Nigeria are untrue, Abuja said.
Thailand and Cambodia withdrew soldiers from the temple under a ceasefire.
"""


@pytest.mark.parametrize("text", NO_ACTS.strip().splitlines())
def test_what_is_no_act_of_a_state_makes_no_event_that_counts(text: str) -> None:
    assert [event.kind for event in events(text) if event.modality in COUNTED_MODALITIES and event.confidence >= 0.5] == []


@pytest.mark.parametrize(
    "text",
    [
        "The Togolese ambassador to the United Nations said the walkout was the work of foreign hands.",
        "At the General Assembly the delegate of Peru called it a farce and told reporters that the walkout had been planned.",
    ],
)
def test_who_speaks_of_an_act_did_not_do_it(text: str) -> None:
    assert not [event for event in events(text) if event.kind == "walkout"]
