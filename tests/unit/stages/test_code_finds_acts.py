"""Diplomatic protest as news tells it: each act is found with its kind."""

import pytest

from service.evaluation import COUNTED_MODALITIES
from tests.unit.coding.reading import events

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
expulsion|Russia tells 10 American diplomats to leave
expulsion|Two Venezuelan envoys given 72 hours to quit Brazil
expulsion|Norwegian diplomat expelled from Moscow in retaliation
expulsion|UK kicks out Russian defence attache over 'malign activity'
expulsion|Libya has asked the Swiss chargé d'affaires to leave the country within two days, state news agency JANA reported.
expulsion|Eritrea on Tuesday threw out the European Union's ambassador after a row over jailed journalists.
expulsion|Jordan's foreign minister informed the Iranian ambassador that he was no longer welcome in the kingdom.
expulsion|Croatia to expel 18 Russian diplomats and six staff
expulsion|Myanmar's junta ordered the top East Timorese diplomat to leave by September 1.
expulsion|Kuwait expels Lebanese charge d'affaires, gives him 48 hours
expulsion|Zambia deported the Israeli honorary consul and two embassy staff for meddling in the vote.
summons|Indonesia calls in Australian ambassador over phone tapping
summons|Ambassador Rob Bertholee was summoned by the Turkish Foreign Ministry in Ankara, which voiced its anger over the police action.
summons|Belgium's foreign ministry has called the Congolese ambassador in for an explanation after the arrest of a journalist.
summons|BRUSSELS - The EU has summoned the Iranian ambassador over the death in custody of a protester.
summons|Sweden summons Chinese ambassador over bookseller
summons|In Jakarta, the Danish ambassador was summoned to hear a government protest over the cartoons.
summons|Spain's top diplomat in Caracas has been summoned by the foreign ministry, which accused Madrid of interference.
recall|Ecuador withdraws ambassador to Argentina in row over minister's escape
recall|Niger's ambassador to Nigeria was recalled on Sunday after the regional bloc threatened force.
recall|Israel is recalling its ambassador from Madrid after the Spanish prime minister's remarks, Foreign Minister Eli Cohen said.
recall|Armenia recalls ambassador from Israel over arms sales to Azerbaijan
recall|Bahrain said on Thursday it had brought home its envoy to Israel and suspended economic ties.
recall|Greece's ambassador in Ankara is returning to Athens for consultations over the oil search, the foreign ministry said.
recall|Bogota, June 3 - Colombia recalled its ambassador to Nicaragua for consultations in response to insults by President Ortega.
recall|South Africa pulls out all diplomats from Israel over Gaza
severance|Maldives cuts ties with Iran over regional security
severance|Mali severs diplomatic relations with Ukraine
severance|Venezuela said it was breaking off relations with Panama, accusing it of conspiring with Washington.
severance|Sudan has cut its diplomatic relations with Iran following the storming of the Saudi embassy, the official news agency said.
severance|Nicaragua breaks relations with Ecuador after raid on Mexican embassy
severance|Relations between Senegal and Iran were severed on Wednesday over weapons shipments to rebels.
severance|Russia closes Polish consulate in Smolensk in response to memorial's removal
severance|The Netherlands will shut its embassy in Tripoli in protest at attacks on diplomats
severance|Canada downgrades ties with Venezuela and bars return of its ambassador
note|Russia hands protest note to Estonian envoy over border
note|Iraq files complaint with UN Security Council over Turkish shelling
note|Dominican Republic sends protest note to Haiti over canal
note|Japan protests to Russia over missile drill on disputed islands
note|Cambodia's foreign ministry sent Bangkok a diplomatic note in which it protested against troops at a temple.
note|China's embassy said it had lodged stern representations with the Canadian side over the arrest.
note|The Philippines has filed its 200th diplomatic protest against China, over the boarding of a fishing boat.
note|Lebanon to complain to the Security Council about Israeli flights over Beirut
note|The Bahamas formally complained to the Dominican government about the shooting at a fishing vessel.
walkout|Arab delegates walk out as Israeli minister addresses UN meeting
walkout|The American delegation stormed out of the Durban conference.
walkout|Nigeria's envoy left the ECOWAS meeting in protest when the junta's representative took a seat.
walkout|About 20 ambassadors got up and left the hall during the Syrian envoy's address to the Conference on Disarmament.
walkout|Georgian delegation quits OSCE session over Russian speaker
boycott|Canada, Israel to boycott UN racism conference
boycott|Britain's ministers will not attend the opening ceremony in Sochi, in protest at Russia's anti-gay law, Downing Street said.
boycott|Algeria refuses to attend Arab meeting in Cairo over Western Sahara
boycott|Armenia says it won't take part in CSTO drills over bloc's silence
boycott|EU foreign ministers to snub Hungary's meeting over Orban's Moscow trip
boycott|The Gulf states boycotted the Arab summit in Baghdad in protest at its treatment of Sunnis.
boycott|Ukraine and Poland withdrew their delegations from the fair in Minsk because of Belarus's support for the invasion.
boycott|Saudi Arabia and Bahrain stay away from Beirut economic summit over Hezbollah's role
boycott|Prime Minister Modi will skip the Commonwealth meeting in Colombo over alleged war crimes against Tamils.
refusal|Kazakhstan refuses to accept Ukrainian ambassador's credentials
refusal|US denies visa to Iran's UN envoy over embassy siege
refusal|Turkey denies airspace to Israeli president's plane over Gaza
refusal|The Brazilian president declined to receive Israel's new ambassador, Gali Dagan, in protest at the war in Gaza.
refusal|Netanyahu cancels meeting with German minister over rights groups
refusal|Poland's prime minister called off a trip to Jerusalem over remarks about the Holocaust.
refusal|Erdogan cancels Denmark trip over Kurdish TV station
refusal|Pakistan's foreign minister cancelled a visit to Kabul in protest at remarks by the Afghan president.
refusal|South Korea's leader scrapped a summit with Japan's prime minister over a shrine visit.
withdrawal|Venezuela quits OAS, denouncing meddling by Washington
withdrawal|Georgia walked out of the Commonwealth of Independent States over the war with Russia, parliament voted on Thursday.
withdrawal|Russia withdrew from the Council of Europe on Tuesday, accusing the West of turning it into an anti-Russian instrument.
withdrawal|US to pull out of UNESCO, citing bias against Israel
condemnation_lodged|UN General Assembly condemns US embargo on Cuba in 185-2 vote
condemnation_lodged|EU states in joint statement condemn Belarus over forced landing of plane
condemnation_lodged|UN Security Council unanimously condemns North Korea's rocket launch
condemnation_lodged|The OSCE's parliamentary assembly passed a resolution denouncing Russia's occupation of Crimea.
condemnation_lodged|Forty-five states at the UN rights council issued a statement deploring the crackdown in Nicaragua.
condemnation_lodged|The Arab League adopted a resolution condemning Turkey's incursion into Syria.
condemnation_lodged|Ambassadors of 22 countries signed a letter criticising China's treatment of Uighurs.
condemnation_lodged|Britain told the UN Security Council on Monday that Russia's strikes on grain ports were barbaric and condemned them.
expulsion|Ireland, which last month told four Russian diplomats to leave, said it had no regrets.
expulsion|Washington's decision to throw out two Cuban diplomats was condemned by Havana on Friday.
expulsion|The move brings to 24 the number of Russian envoys sent home by Bulgaria this year.
expulsion|Two diplomats at the Iranian embassy in Oslo have been declared personae non gratae, Norway's foreign ministry said.
expulsion|Beijing said it would expel a Canadian diplomat in a tit-for-tat response.
expulsion|Following the attack, the government in Kabul ordered Pakistan's military attaché out.
expulsion|EU countries, led by Germany and France, expelled dozens of Russian diplomats on Tuesday.
expulsion|The Sandinista government on Tuesday expelled three U.S. diplomats, saying they had incited a riot.
expulsion|A second secretary at the Soviet embassy was expelled from Canada for spying, Ottawa announced Thursday.
expulsion|Bolivia's President Evo Morales ordered the expulsion of the U.S. ambassador, accusing him of fomenting unrest.
expulsion|Retaliating, Quito declared the American ambassador, Heather Hodges, persona non grata and asked her to leave.
summons|Germany's foreign ministry said it had summoned the ambassadors of Qatar and Iran.
summons|The United Arab Emirates has summoned the Iraqi chargé d'affaires to protest at attacks on its mission.
summons|After the broadcast, Turkish officials called in the Dutch ambassador to express Ankara's unease.
summons|Ambassador Dirk Wouters, summoned on Thursday to the US State Department, was told of Washington's concern.
summons|Hungary's ambassador in Kyiv was called to the Foreign Ministry over a passport scandal, Ukraine said.
summons|Austria's foreign minister has had the Russian ambassador summoned over the remarks.
summons|The Israeli ambassador was summoned for the second time in a week by Ireland's deputy prime minister.
summons|US Ambassador John Sullivan was summoned by Russia's foreign ministry, which handed him a note listing its complaints.
summons|The Indonesian Foreign Ministry summoned China's ambassador on Monday to convey a strong protest over coast guard ships.
summons|TOKYO - Japan's vice foreign minister summoned the South Korean ambassador and lodged a protest over the court ruling.
summons|Egypt summons US charge d'affaires over rights report
summons|Colombo calls in Swiss envoy after embassy worker's claim
recall|Turkey on Monday recalled its ambassadors to the United States and Israel for consultations over the killings in Gaza.
recall|Brazil's ambassador to Israel has been recalled for consultations, the foreign ministry said, as a row over Gaza deepened.
recall|Jordan, which recalled its ambassador from Israel on Wednesday, said the war was unprecedented.
recall|Ukraine is to withdraw its ambassador to Georgia in a dispute over volunteers.
recall|The Ivory Coast said it was calling back its ambassador from Mali after 49 of its soldiers were detained.
note|Warsaw sent a protest note to Minsk over the closure of a Polish school.
note|The Russian embassy in Warsaw delivered a note of protest to the Polish foreign ministry on Tuesday.
note|A diplomatic protest has been lodged with Beijing over the use of a laser against a Philippine boat, Manila said.
note|Malaysia will lodge a protest with Singapore over reclamation works, its foreign minister said.
note|Albania handed over a protest note to Greece's ambassador over the arrest of a mayor.
note|Ecuador has filed a formal protest with Colombia for aerial spraying along the border.
note|Tbilisi has complained to Moscow about helicopters that crossed the border, the foreign ministry said.
severance|Bahrain and Sudan followed Saudi Arabia in severing relations with Tehran.
severance|Malawi's decision to break ties with Taipei in favour of Beijing was made in protest at a snub, its president said.
severance|Morocco broke off diplomatic relations with Iran, accusing it of arming the Polisario.
severance|The Islamic Republic has severed all ties with Israel's ally, Azerbaijan, over the pipeline, Tehran radio said.
severance|Caracas announced it would sever diplomatic and commercial ties with Bogota.
severance|Chad has suspended relations with Sudan and closed its embassy after rebels attacked the capital.
severance|The United States ordered Russia to close its consulate in San Francisco and two annexes.
expulsion|Niger forced France to close its embassy in Niamey.
expulsion|Denmark has been told to close its embassy in Bamako, its foreign minister said.
expulsion|Peru is shutting down Venezuela's embassy in Lima in retaliation for insults to its president.
severance|Ecuador closes embassy in Tehran in row over drug trial
severance|Namibian lawmakers voted to shut down Serbia's embassy in protest at the arms sale.
severance|Iran ordered its embassy in Ottawa to close in protest at an insult to its leader.
severance|Gabon's president ordered the embassy in Lome closed and its staff home in protest at the raid.
boycott|Lithuania's president will not travel to Beijing for the Winter Games, saying her country's boycott was about human rights.
boycott|Japan won't send a government delegation to the Beijing Olympics amid calls to protest at China's rights record.
boycott|Bangladesh and Afghanistan joined India in boycotting the summit in Islamabad over cross-border attacks.
boycott|Spain's king was kept away from the ceremony in Gibraltar in protest at Britain's plans, Madrid said.
refusal|Beijing has denied visas to two US officials in retaliation for a ban on a Chinese leader.
refusal|Israel's foreign minister said the UN special envoy would be refused entry over her remarks.
refusal|The Argentine president called off his visit to Madrid after being insulted by a Spanish minister.
refusal|Hungary blocked the accreditation of Ukraine's new ambassador in protest at a language law.
condemnation_lodged|More than 70 nations joined a statement at the United Nations condemning Myanmar's military for the coup.
condemnation_lodged|The UN General Assembly voted 93 to 24 to condemn Russia and suspend it from the rights council.
condemnation_lodged|The foreign ministers of the G7 condemned in a joint statement Iran's seizure of a tanker.
condemnation_lodged|In a resolution, the African Union's peace council condemned the coup in Gabon.
withdrawal|Washington announced it was leaving the Human Rights Council, calling it a cesspool of political bias.
withdrawal|Morocco left the Organisation of African Unity in protest at the admission of the Sahrawi republic.
withdrawal|Moscow said it was suspending its participation in the treaty, accusing the US of violations.
"""
"""Kind and sentence; one without a full stop is a headline."""


@pytest.mark.parametrize(("kind", "text"), [line.split("|", 1) for line in ACTS.strip().splitlines()])
def test_an_act_is_found_with_its_kind(kind: str, text: str) -> None:
    title, body = ("", text) if text.endswith(".") else (text, "Officials gave no further details.")
    kinds = {event.kind for event in events(body, title) if event.modality in COUNTED_MODALITIES and event.confidence >= 0.5}
    assert kind in kinds
