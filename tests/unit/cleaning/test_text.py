"""The whole way of a scraped text, and what holds for every text there is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.cleaning.characters import normalise
from service.cleaning.text import clean_text

BODY = (
    "The foreign ministry summoned the ambassador on Monday after the raid.",
    "He was handed a note of protest and left without speaking to reporters.",
    "“We expect an explanation within days,” the minister said in the capital.",
    "The embassy did not answer a request for comment.",
)
TITLE = "Ministry summons ambassador after raid"


def surrounded(line: str) -> str:
    """The body with `line` between its second and third paragraph."""
    return "\n\n".join((*BODY[:2], line, *BODY[2:]))


def cleaned(text: str, title: str = TITLE) -> str:
    return clean_text(title, text).text


BOILERPLATE = [
    "ADVERTISEMENT",
    "Advertisement:",
    "What’s next after this ad",
    "Story continues below advertisement",
    "X",
    "___",
    "* * *",
    "3 hours ago",
    "Categories: news",
    "Tags: embassy, raid, protest",
    "Share this article",
    "SHARE TWEET EMAIL share tweet",
    "Read more: Three envoys leave the capital",
    "READ ALSO: Three envoys leave the capital",
    "To read : Three envoys leave the capital",
    "(RELATED: Three envoys leave the capital)",
    "( Also on our site: Three envoys leave )",
    "Three envoys leave the capital Read more",
    "Watch the envoy leave the ministry »",
    "Follow us on Twitter and Facebook.",
    "Follow Ann Smith on Twitter @annsmith",
    "Sign up for our free newsletter and get the day's news in your inbox.",
    "Click here to get the app",
    "What are your thoughts on this? Let us know in the comments and SHARE this post with your family.",
    "© 2024 Example Media. All rights reserved.",
    "Copyright 2024 Example Wire. This material may not be published, broadcast, rewritten or redistributed.",
    "©POOL – AFP via Getty Images",
    "Photo: Ann Smith / Reuters",
    "Ann Smith/Getty Images",
    "Image copyright Getty Images",
    "Enlarge this image toggle caption Ann Smith/AP Ann Smith/AP",
    "We use cookies to give you the best experience.",
    "This article is more than 2 years old",
    "https://example.com/2024/05/06/envoy",
    "Source link -112",
    "Ann Jones and Bo Lee contributed to this report.",
    "The opinions expressed in this commentary are solely those of the author.",
    "JUST WATCHED Envoy leaves Replay More Videos ... MUST WATCH Envoy leaves 02:10",
    # Spanish, French, German, Portuguese, Russian, Chinese, Arabic, Hindi, Bengali, Italian, Japanese
    "Publicidad",
    "Lee también: Tres embajadores dejan la capital",
    "Síguenos en Facebook y Twitter para más noticias.",
    "Todos los derechos reservados. Prohibida su reproducción.",
    "La suite après cette publicité",
    "À lire aussi : Trois ambassadeurs quittent la capitale",
    "Abonnez-vous à notre newsletter pour ne rien manquer.",
    "Anzeige",
    "Lesen Sie auch: Drei Botschafter verlassen die Stadt",
    "Klicken Sie hier, um den Newsletter zu bestellen.",
    "Continua após a publicidade",
    "Leia também: Três embaixadores deixam a capital",
    "Compartilhe esta notícia com seus amigos.",
    "Реклама",
    "Читайте также: Три посла покинули столицу",
    "Подписывайтесь на наш канал в Telegram.",
    "广告",
    "相关阅读：三国大使离开首都",
    "版权所有，未经授权请勿转载。",
    "إعلان",
    "اقرأ أيضا: ثلاثة سفراء يغادرون العاصمة",
    "تابعونا على فيسبوك وتويتر.",
    "विज्ञापन",
    "यह भी पढ़ें: तीन राजदूत राजधानी से रवाना",
    "বিজ্ঞাপন",
    "আরও পড়ুন: তিন রাষ্ট্রদূত রাজধানী ছাড়লেন",
    "Leggi anche: Tre ambasciatori lasciano la capitale",
    "関連記事：三人の大使が首都を去る",
]


@pytest.mark.parametrize("line", BOILERPLATE)
def test_boilerplate_between_paragraphs_goes_and_nothing_else(line: str) -> None:
    assert cleaned(surrounded(line)) == "\n\n".join(BODY)


REAL = [
    "«Nobody asked us,» said Ana Costa. «We left.»",
    "“Follow us on the long road to peace,” he told the crowd in the square.",
    "The company said users could click here and there without being charged.",
    "He asked them to share the burden of the reconstruction.",
    "Readers of the newspaper were told to subscribe to a different view of history.",
    "The advertisement showed a soldier and a child.",
    "More than forty envoys read the note, and three of them left.",
    "The picture, taken by a photographer of Reuters, shows the envoy at the gate.",
    "All rights of the accused were respected, the judge said.",
    "The caption read: “Come home.”",
    "See the difference for yourself, the senator told his colleagues, and vote.",
    "Sources close to the minister spoke of a mistake.",
    "She works for a nonprofit newsroom that investigates the courts.",
    "He said he would watch the debate at home and read the paper later.",
    "The ministry's privacy policy was criticised, an official told reporters.",
    "“Why?” he asked.",
    "Negotiations stall",
    "Join the army or leave the country, they were told.",
    "El ministro dijo que compartir la información era un error.",
    "Le ministre a dit vouloir lire aussi la réponse de l'ambassade.",
    "Министр заявил, что реклама вредит детям.",
]


@pytest.mark.parametrize("line", REAL)
def test_a_real_sentence_is_never_cut(line: str) -> None:
    assert cleaned(surrounded(line)) == surrounded(line)


def test_a_call_at_the_end_of_a_paragraph_goes_without_it() -> None:
    assert cleaned(surrounded("He left at noon. Click here to see the pictures.")) == surrounded("He left at noon.")
    assert cleaned(surrounded("He left at noon. (More: Three envoys leave the capital)")) == surrounded("He left at noon.")
    assert cleaned(surrounded("He left at noon. (Photo: Ann Smith, AP)")) == surrounded("He left at noon.")


def test_headlines_under_a_label_go_with_it() -> None:
    assert cleaned(surrounded("Related:\n\nThree envoys leave the capital\n\nWhy the raid matters")) == "\n\n".join(BODY)


def test_links_glued_to_a_name_leave_the_name() -> None:
    line = "Sen. Ann Smith Ann Mary SmithSenate delays vote on envoys Smith walks out again MORE (X-Ohio) said no."
    assert cleaned(surrounded(line)) == surrounded("Sen. Ann Smith (X-Ohio) said no.")


def test_the_headline_is_not_said_twice() -> None:
    assert cleaned("\n\n".join((TITLE.upper(), *BODY))) == "\n\n".join(BODY)


def test_paragraphs_stay_apart_as_they_were() -> None:
    text = f"{BODY[0]}\n{BODY[1]}\n\n\n\n{BODY[2]}"
    assert cleaned(text) == f"{BODY[0]}\n{BODY[1]}\n\n{BODY[2]}"


def test_lines_broken_at_a_fixed_width_are_joined() -> None:
    broken = (
        "The foreign ministry summoned the ambassador on Monday after the raid\n"
        "on the consulate, and handed him a note of protest, officials of both\n"
        "countries said, adding that further steps would follow if the embassy\n"
        "did not answer.\n\nHe left."
    )
    assert cleaned(broken) == broken.replace("\nHe", "\rHe").replace("\n\r", "\r").replace("\n", " ").replace("\r", "\n\n")


def test_a_dateline_stays_and_names_the_wire() -> None:
    result = clean_text(TITLE, "\n\n".join((f"GENEVA (Reuters) - {BODY[0]}", *BODY[1:])))
    assert result.wire == "Reuters"
    assert result.text.startswith("GENEVA (Reuters) - The foreign")


def test_a_slug_without_a_place_goes() -> None:
    result = clean_text(TITLE, "\n\n".join((f"(AFP) - {BODY[0]}", *BODY[1:])))
    assert (result.wire, result.text) == ("AFP", "\n\n".join(BODY))


texts = st.lists(
    st.one_of(
        st.sampled_from(BOILERPLATE + REAL + list(BODY)),
        st.text(max_size=40),
        st.sampled_from(
            [
                "",
                " ",
                "&amp;amp;lt;",
                "CafÃ© au lait",
                "(More: (More: x",
                "Ann SmithX MORE",
                "Related:",
                "Short line here now",
                "e\u0301",
                "\u0958",
            ]
        ),
    ),
    max_size=9,
).map("\n".join)


@settings(max_examples=120)
@given(texts, st.sampled_from(["", TITLE]))
def test_cleaning_twice_changes_nothing(text: str, title: str) -> None:
    once = clean_text(title, text)
    twice = clean_text(once.title, once.text)
    assert (twice.title, twice.text) == (once.title, once.text)


def test_the_halves_of_a_word_that_furniture_parted_are_joined_at_once() -> None:
    assert clean_text("", "A-\n© 2024 Example Media. All rights reserved.\nA").text == "A-A"


def test_a_line_that_stands_in_a_joined_one_goes_at_once() -> None:
    said = "was expelled from the country on Monday."
    text = (
        f"The ambassador {said}\n\nIt was grave. The ambas-\n© 2024 Example Media. All rights reserved.\nsador {said} It was late.\n\n"
        "Nobody else was hurt in the capital, officials of the ministry said later."
    )
    once = clean_text("Grave", text, scraped=False)
    assert clean_text(once.title, once.text, scraped=False).text == once.text


@settings(max_examples=120)
@given(texts)
def test_a_clean_text_is_never_longer(text: str) -> None:
    result = clean_text("", text)
    assert len(result.title) + len(result.text) <= len(text)


@settings(max_examples=120)
@given(texts)
def test_nothing_is_invented(text: str) -> None:
    left = iter("".join(normalise(text).split()))
    assert all(char in left for char in "".join(cleaned(text).split()))


@settings(max_examples=120)
@given(texts)
def test_line_ends_of_windows_make_no_difference(text: str) -> None:
    text = text.replace("\r", "")
    assert clean_text("", text.replace("\n", "\r\n")) == clean_text("", text)


@pytest.mark.parametrize("line", ["Home > World > Africa", "Startseite › Lokales", "Inicio / Sociedad", "首页 > 社会"])
def test_the_way_from_the_front_page_goes_from_the_top(line: str) -> None:
    assert cleaned("\n\n".join((line, *BODY))) == "\n\n".join(BODY)


def test_newswire_in_capitals_keeps_every_word() -> None:
    text = (
        "MILITARY SOURCES TODAY REPORTED THAT THE ENVOY AND TWO OF HIS AIDES HAD\nLEFT THE CAPITAL ON A NIGHT TRAIN AFTER THEY TOLD EFE\n"
        "THAT THEY WERE NOT SAFE. THE MINISTRY DID NOT SAY WHERE THEY WENT, AND\nNOBODY ASKED.\n\n"
        "LEIVA TOLD AFP THAT A NUMBER OF FOREIGNERS\nHAD LEFT WITH THEM, AND THAT THE EMBASSY STAYED CLOSED ON MONDAY WHILE\nNO FLAG FLEW."
    )
    assert cleaned(text, title="").split() == text.split()


def test_a_sentence_in_square_brackets_stays() -> None:
    line = "[In a poll of early October, more than half of those asked said no.]"
    assert cleaned(surrounded(line)) == surrounded(line)
    assert cleaned(surrounded("[Why the envoys of three states left the capital]")) == "\n\n".join(BODY)


def test_markup_and_cut_words_do_not_reach_the_clean_text() -> None:
    text = "Peru &lt;b&gt;expelled&lt;/b&gt; the con-\nsul on Monday.<br><br>It gave no reason.<script>var a = 1;</script>"
    assert cleaned(text) == "Peru expelled the consul on Monday.\n\nIt gave no reason."


def test_the_menu_and_the_clock_of_a_whole_page_go() -> None:
    menu = "Skip to content\nHome\nPolitics\nBusiness\nSport\nLog in\nWednesday, May 4, 2016\nUpdated 14:20 GMT"
    tail = "0 Comments\nAdd comment\nName (required)\nE-mail (required)\nPowered by Joomla!\nCopyright 2016. All rights reserved."
    assert cleaned("\n\n".join((menu, *BODY, tail))) == "\n\n".join(BODY)
