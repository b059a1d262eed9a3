"""What is known of an article from elsewhere is believed before what its source says."""

from articles.domain.dates import PartialDate
from articles.importing.articles.sources import ArticleDraft, same_words, shortened

DRAFT = ArticleDraft(
    "Tea runs cold\nTea ran cold.", title="Kettles boil", language="en", left_out=("© 2022 Leaf",)
)


def test_nothing_known_changes_nothing() -> None:
    assert DRAFT.with_known() == DRAFT


def test_what_is_known_replaces_what_the_source_says() -> None:
    known = DRAFT.with_known(
        url="https://example.org/tea",
        outlet="The Daily Leaf",
        authors=("Tess Teapot",),
        date=PartialDate.parse("2022"),
        language="de",
        kind="letter",
    )

    assert known == ArticleDraft(
        DRAFT.body,
        "Kettles boil",
        "https://example.org/tea",
        "The Daily Leaf",
        ("Tess Teapot",),
        PartialDate.parse("2022"),
        "de",
        "letter",
        ("© 2022 Leaf",),
    )


def test_a_title_that_is_replaced_is_told_as_left_out() -> None:
    assert DRAFT.with_known(title="Teapots recalled").left_out == ("Kettles boil", "© 2022 Leaf")
    assert DRAFT.with_known(title="KETTLES  boil.").left_out == ("© 2022 Leaf",)


def test_a_title_is_not_printed_above_the_text_again_unless_it_is_all_there_is() -> None:
    assert DRAFT.with_known(title="Tea runs cold.").body == "Tea ran cold."
    assert ArticleDraft("Tea.").with_known(title="Tea") == ArticleDraft("Tea.", title="Tea")


def test_words_are_the_same_whatever_their_case_marks_and_spaces() -> None:
    assert same_words("“Hot” tea", '"hot"  TEA.')
    assert not same_words("Hot tea", "Cold tea")


def test_a_notice_is_shortened_for_a_report() -> None:
    assert [shortened("tea is hot", 10), shortened("tea is hot", 8)] == ["tea is hot", "tea is…"]
