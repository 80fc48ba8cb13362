"""The news and picture agencies: how texts name them, and the one name that each gets as `article.wire`."""

import re

WIRES = {
    "reuters": "Reuters", "thomson reuters": "Reuters", "рейтер": "Reuters", "рейтерс": "Reuters", "رويترز": "Reuters",
    "路透": "Reuters", "路透社": "Reuters",
    "ap": "AP", "associated press": "AP", "the associated press": "AP", "美联社": "AP", "أسوشيتد برس": "AP", "أ ب": "AP", "एपी": "AP",
    "afp": "AFP", "agence france-presse": "AFP", "法新社": "AFP", "أ ف ب": "AFP", "فرانس برس": "AFP", "एएफपी": "AFP",
    "dpa": "dpa", "dpa-afx": "dpa", "efe": "EFE", "europa press": "Europa Press", "ansa": "ANSA", "lusa": "Lusa", "belga": "Belga",
    "anp": "ANP", "apa": "APA", "pap": "PAP",
    "xinhua": "Xinhua", "新华社": "Xinhua", "新華社": "Xinhua", "شينخوا": "Xinhua", "中新社": "CNS",
    "tass": "TASS", "itar-tass": "TASS", "тасс": "TASS", "итар-тасс": "TASS", "interfax": "Interfax", "интерфакс": "Interfax",
    "ria novosti": "RIA Novosti", "риа новости": "RIA Novosti", "sputnik": "Sputnik", "ukrinform": "Ukrinform", "укринформ": "Ukrinform",
    "pti": "PTI", "press trust of india": "PTI", "ani": "ANI", "ians": "IANS", "भाषा": "PTI", "पीटीआई": "PTI", "bss": "BSS",
    "বাসস": "BSS", "unb": "UNB",
    "kyodo": "Kyodo", "kyodo news": "Kyodo", "共同社": "Kyodo", "共同": "Kyodo", "時事": "Jiji", "jiji": "Jiji", "yonhap": "Yonhap",
    "kcna": "KCNA", "cna": "CNA", "中央社": "CNA",
    "upi": "UPI", "united press international": "UPI", "bloomberg": "Bloomberg", "pa": "PA", "pa media": "PA",
    "press association": "PA", "aap": "AAP", "cp": "CP", "the canadian press": "CP",
    "anadolu": "Anadolu", "anadolu agency": "Anadolu", "aa": "Anadolu", "الأناضول": "Anadolu", "irna": "IRNA", "إرنا": "IRNA",
    "sana": "SANA", "سانا": "SANA", "wam": "WAM", "وام": "WAM",
    "spa": "SPA", "واس": "SPA", "mena": "MENA", "أ ش أ": "MENA", "prensa latina": "Prensa Latina",
    "agência brasil": "Agência Brasil", "agencia brasil": "Agência Brasil",
    "pana": "PANA", "nan": "NAN", "ats": "ATS", "keystone-sda": "Keystone-SDA", "sda": "Keystone-SDA", "cnn": "CNN", "ndtv": "NDTV",
    "rfe/rl": "RFE/RL", "tns": "TNS", "knight ridder": "TNS",
}  # fmt: skip
"""Lower-case credit -> its name. Newspapers' own services (CNN) are there because others print them under a credit."""

PICTURES = (
    r"(?:Getty(?: Images)?|AFP(?: Photo)?|AP(?: Photos?)?|(?:The )?Associated Press|ASSOCIATED PRESS|(?:Reuters"
    r"|REUTERS)(?: File)?|EPA(?:-EFE)?"
    r"|EFE|Shutterstock|iStock(?:photo)?|Alamy|Corbis|dpa|DPA|picture alliance|imago|IMAGO|TASS|ТАСС|РИА Новости|Sputnik|"
    r"Xinhua|新华社|Anadolu|ANSA|LaPresse|Europa Press|Bloomberg|NurPhoto|ZUMA(?: Press)?|Landov|MCT|Redux|Newscom|Sipa|SIPA"
    r"|Wikimedia(?: Commons)?|Wikipedia|Flickr|Unsplash|Pixabay|Pexels|"
    r"Press Association|PA(?: Wire| Media| Images)|AAP|PTI|ANI|Kyodo|Yonhap|UPI|POOL|Pool|Handout|HANDOUT|Rex(?: Features)?"
    r"|Magnum|Hulton Archive|Roll Call|CQ[- ]Roll Call(?:,? Inc\.?)?|رويترز|أ ف ب|الأناضول|"
    r"Agência Brasil|Lusa|Keystone|Ritzau|Scanpix|NTB|TT|USA TODAY(?: Sports)?|NPR|The Washington Post|The New York Times"
    r"|Times Union|CNN|BBC)"
)
"""Names that picture credits end in, as a regular expression (case matters)."""

_SPLIT = re.compile(r"[/,&;]|\s(?:and|via)\s")


def wire_of(credit: str) -> str | None:
    """The agency that a credit names (`Reuters`, `AP/Reuters` gives the first), or None."""
    whole = credit.strip(" .()-–—[]").casefold()
    if whole in WIRES:
        return WIRES[whole]
    for part in map(str.strip, _SPLIT.split(whole)):
        if part in WIRES:
            return WIRES[part]
    return None
