"""Diplomatic protest as news tells it, and what only sounds like it."""

import pytest

from service.outcome import Modality, Reason
from tests.unit.coding.reading import coding, events

COUNTED = {Modality.ASSERTED, Modality.PLANNED, Modality.HISTORICAL}

ACTS = """
walkout|Western diplomats walked out of a speech by Syria's foreign minister at the UN on Saturday.
walkout|The Israeli delegation left the chamber when Iran's president took the podium at the General Assembly.
walkout|US, Canadian and British officials walk out of G20 meeting as Russian delegate speaks
walkout|Dozens of envoys staged a walkout at the Conference on Disarmament in Geneva to protest Moscow's war.
walkout|Pakistan's delegation walks out of SAARC meeting over India's remarks
walkout|Serbian delegation storms out of regional summit in Skopje after Kosovo flag dispute
boycott|Lithuania will boycott the Beijing Winter Olympics diplomatically, its president said on Thursday.
boycott|Morocco boycotts African Union summit over Polisario presence
boycott|Turkey said it would not send officials to a ceremony in Armenia in protest at a parliamentary vote on genocide.
boycott|New Zealand's ministers will stay away from the Delhi Games opening over the detention of a journalist, Wellington said.
boycott|Several Arab states stayed away from the conference in Manama in protest at Israel's participation.
boycott|Baltic foreign ministers shun OSCE meeting over Lavrov's attendance
boycott|No Danish official will attend the parade in Minsk, the foreign minister said, citing the jailing of opponents.
note|Manila protests to Beijing over coast guard water cannon
note|Vietnam has lodged a formal complaint with China after a fishing boat was rammed near the Paracel islands.
note|Greece delivered a demarche to Turkey over airspace violations on Tuesday.
note|Moscow sent a note of protest to the Bulgarian embassy over the demolition of a monument.
note|Syria has sent two letters to the UN Security Council protesting Israeli air strikes near Damascus.
note|Cuba formally protested to the United States over a flight by anti-Castro exiles.
note|Seoul lodges protest with Tokyo over shrine visit
note|South Korea on Monday strongly protested Japan's renewed claim to a set of islets, calling in a senior official at its embassy.
refusal|Israel denied entry to a Norwegian minister in response to Oslo's recognition of a Palestinian state.
refusal|China refuses visa to US ambassador for religious freedom
refusal|The Mexican president declined to receive the credentials of the new Bolivian ambassador in protest at the coup in La Paz.
refusal|Prime Minister Rutte scrapped a trip to Moscow over the jailing of a Dutch sailor.
refusal|Merkel's foreign minister calls off Ankara visit in row over jailed MPs
refusal|Turkey's president refused to meet the US national security adviser over remarks about the Kurds.
refusal|Chile's president put off accepting the credentials of Israel's ambassador over the killing of a Palestinian teenager.
refusal|Egypt bars UN rights envoy from entering the country over a critical report.
refusal|India cancels foreign minister talks with Pakistan after killing of policemen in Kashmir
withdrawal|Burundi withdraws from International Criminal Court, accusing it of bias against Africans
withdrawal|Israel quits UNESCO over anti-Israel bias
withdrawal|Mali, Burkina Faso and Niger announced they were leaving ECOWAS, accusing the bloc of inhumane sanctions.
withdrawal|The Philippines said it was pulling out of the treaty that created the ICC in protest at a probe of its drug war.
withdrawal|Nicaragua announced its withdrawal from the Organization of American States, calling it an instrument of the United States.
withdrawal|Qatar left the Gulf bloc in protest at the blockade by its neighbours.
condemnation_lodged|Thirty-nine countries condemn China over abuses in Xinjiang in joint statement at UN
condemnation_lodged|The European Parliament passed a resolution condemning Hungary's treatment of refugees.
condemnation_lodged|G7 foreign ministers issued a joint statement condemning Iran's attack on Israel.
condemnation_lodged|Arab League condemns Israeli raid on Al-Aqsa at emergency session, in resolution
condemnation_lodged|The UN Human Rights Council voted on Friday to condemn Eritrea for torture.
condemnation_lodged|Germany's ambassador told the Security Council that Moscow's assault on Mariupol was a war crime and condemned it.
condemnation_lodged|OAS votes to condemn Nicaragua for electoral fraud
severance|Bolivia cuts diplomatic ties with Israel over Gaza
severance|Ukraine's president announced that Kyiv was severing diplomatic relations with Iran.
severance|Peru downgrades relations with Mexico to the level of chargé d'affaires
severance|Kosovo shuts its embassy in Belgrade after the arrest of three police officers, in protest
severance|Saudi Arabia suspended diplomatic ties with Canada and froze new trade after Ottawa urged it to free activists.
severance|Algeria severs ties with Morocco, citing hostile actions
severance|Lithuania closes its embassy in Beijing in row over Taiwan office
recall|France recalls ambassadors to US and Australia over submarine deal
recall|Colombia and Chile recalled their envoys to Israel in protest at the bombing of Jabalia.
recall|Armenia's ambassador in Minsk was called home for consultations after Lukashenko's visit to Baku.
recall|Warsaw withdrew its ambassador from Budapest indefinitely after Hungary gave asylum to a former deputy minister.
recall|Venezuela calls envoy home from Brazil in BRICS row
expulsion|Slovakia to expel three Russian embassy staff
expulsion|Austria expels Iranian diplomat
expulsion|Chad's junta gave the German ambassador 48 hours to leave over his "impolite attitude".
expulsion|Ethiopia kicks out seven senior UN officials, accusing them of meddling
expulsion|Three employees of the Russian trade mission in Stockholm were told to leave Sweden for spying.
expulsion|Moscow has ordered out two American diplomats in response to the conviction of a former consulate worker.
summons|German ambassador hauled in by Ankara over satire
summons|Malaysia's foreign ministry called in the Singapore high commissioner over a port dispute.
summons|Danish envoy carpeted in Riyadh after Koran burning
summons|Tokyo summons Russian ambassador after warplanes enter airspace
summons|The Chinese ambassador to Lithuania was invited to the Foreign Ministry on Friday to hear a protest.
summons|Belarus's chargé d'affaires was summoned in Vilnius over balloons drifting across the border.
"""
"""Kind and sentence; one without a full stop is a headline."""

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
"""


@pytest.mark.parametrize(("kind", "text"), [line.split("|", 1) for line in ACTS.strip().splitlines()])
def test_an_act_is_found_with_its_kind(kind: str, text: str) -> None:
    title, body = ("", text) if text.endswith(".") else (text, "Officials gave no further details.")
    kinds = {event.kind for event in events(body, title) if event.modality in COUNTED and event.confidence >= 0.5}
    assert kind in kinds


@pytest.mark.parametrize("text", NO_ACTS.strip().splitlines())
def test_what_is_no_act_of_a_state_makes_no_event_that_counts(text: str) -> None:
    assert [event.kind for event in events(text) if event.modality in COUNTED and event.confidence >= 0.5] == []


def test_an_article_without_a_trigger_says_so() -> None:
    assert coding("The bridge was closed for repairs on Tuesday.").reason is Reason.NO_TRIGGER


def test_an_article_in_another_language_is_not_coded() -> None:
    assert coding("Mali expelled the French ambassador on Friday.", language="sw").reason is Reason.LANGUAGE_NOT_CODED


def test_a_threat_is_an_event_but_does_not_count() -> None:
    (event,) = events("Iran threatened on Sunday to expel the British ambassador.")
    assert event.modality is Modality.HYPOTHETICAL


def test_a_near_miss_names_what_was_missing_and_where() -> None:
    text = "Kenya's foreign minister cancelled his visit to Japan on Monday."
    found = coding(text)
    assert found.reason is Reason.NO_FRAME
    (miss,) = [miss for miss in found.near_misses if miss.kind == "refusal"]
    assert text[miss.start : miss.end] == miss.text == "cancelled"
    assert "a word such as" in miss.missing
