"""How templates print what a table holds: dates in words, and in which language something is written."""

import json
from collections.abc import Mapping

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, get_language_info

from articles.domain.dates import PartialDate, Precision

register = template.Library()

# What the language of the page calls its formats.
FORMATS = {Precision.DAY: "DATE_FORMAT", Precision.MONTH: "YEAR_MONTH_FORMAT", Precision.YEAR: "Y"}


@register.simple_tag(takes_context=True)
def again(context: Context, name: str) -> str:
    """What the block of that name says, a second time, on one line: title and description serve twice."""
    blocks = context.render_context[BLOCK_CONTEXT_KEY]
    return mark_safe(" ".join(blocks.get_block(name).render(context).split()))  # noqa: S308 — escaped in the block


@register.simple_tag
def json_ld(data: Mapping[str, object]) -> str:
    """Structured data for machines that read pages; safe to stand inside a script element."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    return mark_safe(text.translate({ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}))  # noqa: S308


@register.filter
def in_words(date: PartialDate | None) -> str:
    """A partial date as the page's language says it: 30 July 2022, July 2022 or 2022; nothing for None."""
    if date is None:
        return ""
    return date_format(date.first, FORMATS[date.precision])


@register.filter
def as_time(date: PartialDate | None) -> str:
    """A partial date in words, with its ISO form for machines."""
    return format_html('<time datetime="{}">{}</time>', date, in_words(date)) if date else ""


@register.simple_tag
def stance(value: str, word: str, axis: str) -> str:
    """A stance: its shape, its word, and the colour of the place on the axis that it stands at."""
    return format_html(
        '<span class="stance stance--{}"><svg aria-hidden="true"><use href="{}#{}"></use></svg>{}</span>',
        axis or "off",
        static("img/stance.svg"),
        value,
        word,
    )


@register.filter
def lcfirst(text: str) -> str:
    """The text as it reads inside a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


@register.filter
def unlocalized(number: float) -> str:
    """A number as SVG wants it, whatever the language of the page."""
    return f"{number:.2f}"


@register.filter
def direction(language: str) -> str:
    """`rtl` for languages written from right to left, else `ltr`, as the attribute `dir` wants it."""
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "auto"


@register.simple_tag
def in_our_words() -> str:
    """`lang` and `dir` for what the corpus says in our words; nothing where the page speaks its language."""
    tag = settings.CORPUS_LANGUAGE
    if tag.lower() == (get_language() or "").lower():
        return ""
    return format_html(' lang="{}" dir="{}"', tag, direction(tag))
