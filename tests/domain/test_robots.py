"""What a robots.txt lets a program read: as RFC 9309 has it, and as newspapers write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.robots import may_read


def may(robots: str, path: str) -> bool:
    return may_read(robots, product="On the Record/1.0 ", path=path)


@pytest.mark.parametrize(
    ("rule", "path", "fits"),
    [
        ("/tea", "/tea", True),
        ("/tea", "/teapot?size=2", True),
        ("/tea", "/coffee/tea", False),
        ("/tea", "/Tea", False),
        ("/tea/", "/tea", False),
        ("/*/print", "/news/tea/print", True),
        ("/*/print", "/print", False),
        ("*.pdf$", "/tea.pdf", True),
        ("*.pdf$", "/tea.pdf?page=2", False),
        ("/tea$", "/tea", True),
        ("/tea$", "/teapot", False),
        ("/a*a$", "/a", False),
        ("/*?draft=", "/tea?draft=1", True),
        ("/th%c3%a9", "/thé", True),
        ("/thé", "/th%C3%A9/green", True),
        ("/%7Etea", "/~tea", True),
        ("/a%2Fb", "/a/b", False),
        ("", "/tea", False),
        ("tea", "/tea", False),
    ],
)
def test_a_rule_fits_what_begins_as_it_says(rule: str, path: str, fits: bool) -> None:
    assert may(f"User-agent: *\nDisallow: {rule}", path) is not fits


def test_the_longest_rule_decides_wherever_it_stands() -> None:
    rules = ["Disallow: /", "Allow: /news/", "Disallow: /news/drafts/"]
    for order in (rules, rules[::-1]):
        robots = "\n".join(["User-agent: *", *order])
        paths = ("/", "/news/tea", "/news/drafts/tea")
        assert [may(robots, path) for path in paths] == [False, True, False]


def test_of_two_rules_of_one_length_the_one_that_allows_decides() -> None:
    assert may("User-agent: *\nDisallow: /tea\nAllow: /tea", "/tea")


@pytest.mark.parametrize("name", ["On-the-Record", "ontherecord", "On the Record/2", "ON_THE_RECORD"])
def test_rules_for_us_count_before_rules_for_all(name: str) -> None:
    robots = f"User-agent: *\nDisallow: /\n\nUser-agent: {name}\nDisallow: /drafts\n"
    assert [may(robots, path) for path in ("/tea", "/drafts")] == [True, False]


def test_rules_for_others_do_not_count() -> None:
    assert may("User-agent: Record\nUser-agent: OtherBot\nDisallow: /", "/tea")


def test_one_group_may_be_for_several_and_several_for_one() -> None:
    robots = (
        "User-agent: OtherBot\nUser-agent: *\nDisallow: /a\n\n"
        "User-agent: LastBot\nDisallow: /b\nuser-AGENT:*\nDISALLOW :/c"
    )
    assert [may(robots, path) for path in ("/a", "/b", "/c")] == [False, True, False]


def test_comments_unknown_lines_and_any_ends_of_lines_are_understood() -> None:
    robots = (
        "\ufeffUser-agent: * # everybody\r\nCrawl-delay: 5\rDisallow: /tea # not yet\n"
        "Sitemap: https://tea.example/map.xml"
    )
    assert [may(robots, path) for path in ("/tea", "/coffee")] == [False, True]


@pytest.mark.parametrize("robots", ["", "Disallow: /", "<html>No rules here: none.</html>", "User-agent: *"])
def test_without_rules_for_anybody_all_may_be_read(robots: str) -> None:
    assert may(robots, "/tea")


@given(st.text(), st.text())
def test_nothing_that_a_host_writes_is_an_error(robots: str, path: str) -> None:
    assert may_read(robots, product="On the Record", path=path) in (True, False)
