"""The tables, each with its queryset. What must always hold is a constraint."""

from articles.models.articles import Article, ArticleAddress, ArticleText
from articles.models.debates import AxisEnd, Debate, Proposition, PropositionVersion
from articles.models.desk import Comment, NotSame
from articles.models.ledger import Change, OldSlug, PublicId, corpus_version
from articles.models.loading import LoadedRecord
from articles.models.merges import Merge
from articles.models.outlets import Outlet, Rights
from articles.models.permissions import Permission
from articles.models.positions import (
    BlindCoding,
    Evidence,
    Position,
    Stance,
    StanceChange,
    at_axis_end,
    axis_of,
)
from articles.models.quotes import Quote, QuoteVersion, Span, Verification
from articles.models.stakeholders import (
    Affiliation,
    OrganisationTie,
    Stakeholder,
    StakeholderName,
    StakeholderType,
)
from articles.models.status import Status
from articles.models.suggestions import ReviewStep, Suggestion, TextShingle

__all__ = [
    "Affiliation",
    "Article",
    "ArticleAddress",
    "ArticleText",
    "AxisEnd",
    "BlindCoding",
    "Change",
    "Comment",
    "Debate",
    "Evidence",
    "LoadedRecord",
    "Merge",
    "NotSame",
    "OldSlug",
    "OrganisationTie",
    "Outlet",
    "Permission",
    "Position",
    "Proposition",
    "PropositionVersion",
    "PublicId",
    "Quote",
    "QuoteVersion",
    "ReviewStep",
    "Rights",
    "Span",
    "Stakeholder",
    "StakeholderName",
    "StakeholderType",
    "Stance",
    "StanceChange",
    "Status",
    "Suggestion",
    "TextShingle",
    "Verification",
    "at_axis_end",
    "axis_of",
    "corpus_version",
]
