"""Text as it is kept, hashed and compared."""

import ast
import html
import re
import unicodedata
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.text import Folded, body_of, digest, fold, fold_name
from tests.shared_folder import shared_folder

# Letters, marks and spaces that fold, compose or vanish, more often than chance would bring them.
TRICKY = st.text(
    st.sampled_from("aeE' \"“”’‘„«»—-.…″\n\t\u00a0\u2003\u200b\u00ad\u0301\u0323\u0327é\u1100\u1161\u11a8가")
    | st.characters(codec="utf-8"),
    max_size=60,
)


def test_a_body_is_its_trimmed_paragraphs_one_a_line() -> None:
    assert body_of(["  First. ", "", " \u00a0\n", "Cafe\u0301.\t"]) == "First.\nCafé."
    assert body_of([]) == ""


@given(st.lists(TRICKY.map(lambda text: text.replace("\n", " "))))
def test_a_body_is_in_nfc_and_its_lines_make_the_same_body(paragraphs: list[str]) -> None:
    body = body_of(paragraphs)

    assert unicodedata.is_normalized("NFC", body)
    assert body_of(body.split("\n")) == body


def test_a_digest_is_the_sha_256_of_utf_8_in_lower_case() -> None:
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


def test_the_first_real_article_has_the_text_and_digest_it_was_measured_with() -> None:
    listed = ast.literal_eval((shared_folder() / "quote-dev/seed/bbc-whatsapp-2022.txt").read_text("utf-8"))
    paragraphs = [html.unescape(re.sub(r"<[^>]*>", "", paragraph)) for paragraph in listed[:32]]

    body = body_of(paragraphs)

    assert len(body) == 4924
    assert digest(body) == "80db3871bed5ce561bce446f0aff76bea48a41f241acd3abced86fabace568ae"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“a” „b‟ «c» 〝d〞 ＂e＂ ″", '"a" "b" "c" "d" "e" "'),
        ("‘a’ ‚b‛ ‹c› `d´ ′ ＇e＇", "'a' 'b' 'c' 'd' ' 'e'"),
        ("''a'' ‘‘b’’", '"a" "b"'),
        ("a‐b‑c‒d–e—f―g−h﹣i－j", "a-b-c-d-e-f-g-h-i-j"),
        ("a \t\u00a0\u2003\u3000\n\r\n b", "a b"),
        ("\u200ba\u00adb\u2060c\ufeffd\u200de\u200f", "abcde"),
        ("a \u200b b", "a b"),
        ("'\u200b'", '"'),
        ("a… b...", "a... b..."),
        ("Cafe\u0301 cafe\u200b\u0301", "Café café"),
        ("a\u0301\u0323", "\u1ea1\u0301"),
        ("\u1100\u1161\u11a8", "각"),
        ("가\u11a8", "각"),
        ("VERBATIM, not lower-cased", "VERBATIM, not lower-cased"),
        ("ﬁne ²", "ﬁne ²"),
        ("", ""),
    ],
)
def test_only_the_form_of_marks_dashes_and_spaces_is_folded(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(TRICKY)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = fold(text).text

    assert fold(once).text == once


@given(TRICKY)
def test_composed_and_decomposed_text_fold_to_the_same(text: str) -> None:
    assert (
        fold(unicodedata.normalize("NFD", text)).text
        == fold(unicodedata.normalize("NFC", text)).text
        == fold(text).text
    )


@given(TRICKY)
def test_the_map_leads_forward_through_the_whole_original(text: str) -> None:
    folded = fold(text)

    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@given(TRICKY, st.data())
def test_the_original_slice_folds_to_the_folded_slice(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    if start == end or not folded.is_whole(start, end):
        return

    first, last = folded.original_span(start, end)

    assert fold(text[first:last]).text == folded.text[start:end]


def test_the_map_leads_back_to_all_that_became_one_and_to_nothing_that_went() -> None:
    folded = fold("e\u0301 \n ''x\u200b''…y")

    assert folded == Folded(
        text='é "x"...y',
        starts=(0, 2, 5, 7, 9, 11, 11, 11, 12),
        ends=(2, 5, 7, 8, 11, 12, 12, 12, 13),
    )
    assert folded.original_span(2, 5) == (5, 11)


def test_one_dot_of_an_ellipsis_is_no_whole_part_of_the_text() -> None:
    folded = fold("a…b")

    assert folded.text == "a...b"
    assert [folded.is_whole(0, end) for end in range(1, 6)] == [True, False, False, True, True]
    assert [folded.is_whole(start, 5) for start in range(5)] == [True, True, False, False, True]


@pytest.mark.parametrize("piece", ["The “words” stand — there. ", " ", "'", "…", "e\u0301", "\u200b", "a"])
def test_folding_takes_time_in_proportion_to_the_text(piece: str) -> None:
    begun = perf_counter()

    fold(piece * (100_000 // len(piece)))

    # A hundred thousand characters take about 0.1 s; what grows with the square would take minutes.
    assert perf_counter() - begun < 5


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Zoë Östlund-Ångström", "zoe ostlund-angstrom"),
        ("  Ada\u00a0 \n Invented ", "ada invented"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("İnvented", "invented"),
        ("O’Invented", "o'invented"),
        ("Ｆｕｌｌ ﬁgure ™", "full figure tm"),
        ("ΐ", "ι"),
        ("\u0301", ""),
        ("", ""),
    ],
)
def test_a_name_is_found_without_case_accents_and_doubled_spaces(name: str, folded: str) -> None:
    assert fold_name(name) == folded


@given(TRICKY | st.text())
def test_a_folded_name_folds_to_itself_and_holds_no_marks(name: str) -> None:
    folded = fold_name(name)

    assert fold_name(folded) == folded
    assert [character for character in folded if unicodedata.category(character)[0] == "M"] == []
    assert folded == " ".join(folded.split())


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126) | st.sampled_from("\n\t'")))
def test_the_short_way_for_plain_names_gives_what_the_long_way_does(name: str) -> None:
    # A letter that is not plain takes the long way, and is folded away.
    assert fold_name(name) == fold_name(f"{name}\u200b")


@given(st.text())
def test_folding_a_folded_text_as_a_name_is_the_same(text: str) -> None:
    assert fold_name(fold(text).text) == fold_name(text)
