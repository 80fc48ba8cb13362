"""The hand-made half of the gazetteers, continued: bodies, groups, regions, leaders, and the city names that are too common to use."""

# name | other names | place of the seat
BODIES = """
UN|united nations, u.n., un, general assembly, un general assembly, u.n. general assembly, united nations general assembly, security council, un security council, u.n. security council, united nations security council, human rights council, un human rights council, u.n. human rights council, united nations human rights council, un secretary-general, unesco, unhcr, unicef, unrwa, who, world health organization, world health organisation, iaea, international atomic energy agency, unga, un secretariat|new york
EU|european union, e.u., eu, european commission, european council, european parliament, eu commission, eu council, european community, ec, eec, european economic community|brussels
NATO|nato, north atlantic treaty organization, north atlantic alliance, atlantic alliance, north atlantic council|brussels
AU|african union, a.u., au, organization of african unity, organisation of african unity, oau|addis ababa
ASEAN|asean, association of southeast asian nations|jakarta
Arab League|arab league, league of arab states|cairo
OSCE|osce, csce, organization for security and co-operation in europe, organization for security and cooperation in europe, organisation for security and cooperation in europe|vienna
OAS|oas, organization of american states, organisation of american states|washington
GCC|gcc, gulf cooperation council|riyadh
OIC|oic, organization of islamic cooperation, organisation of islamic cooperation, organization of the islamic conference|jeddah
ECOWAS|ecowas, economic community of west african states|abuja
SADC|sadc, southern african development community|gaborone
Council of Europe|council of europe, pace, parliamentary assembly of the council of europe|strasbourg
ICC|international criminal court, icc|the hague
ICJ|international court of justice, icj, world court|the hague
WTO|world trade organization, world trade organisation, wto|geneva
IMF|international monetary fund, imf|washington
World Bank|world bank|washington
G7|g7, g-7, group of seven|
G8|g8, g-8, group of eight|
G20|g20, g-20, group of 20, group of twenty|
Commonwealth|commonwealth, commonwealth of nations|london
Mercosur|mercosur|montevideo
CELAC|celac|
SCO|shanghai cooperation organization, shanghai cooperation organisation, sco|beijing
CIS|commonwealth of independent states|minsk
CSTO|csto, collective security treaty organization, collective security treaty organisation|moscow
Warsaw Pact|warsaw pact|moscow
SAARC|saarc|kathmandu
OPEC|opec, opec+|vienna
BRICS|brics|
OPCW|opcw, organisation for the prohibition of chemical weapons, organization for the prohibition of chemical weapons|the hague
IOC|international olympic committee, ioc|lausanne
FIFA|fifa|zurich
Quad|quad|
Non-Aligned Movement|non-aligned movement, nonaligned movement|
Pacific Islands Forum|pacific islands forum|suva
Red Cross|red cross, icrc, international committee of the red cross|geneva
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
Lord's Resistance Army|lord's resistance army, lra|UGA
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
