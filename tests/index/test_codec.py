"""A document survives its form in a store, whatever it holds."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from index import codec
from index.document import (
    Asked,
    Attribution,
    Claim,
    Document,
    Kind,
    Outline,
    Part,
    Section,
    Source,
    Span,
    Validity,
    Verdict,
)

WORDS = st.text(max_size=12)
SPANS = st.tuples(st.integers(0, 40), st.integers(1, 40)).map(lambda p: Span(p[0], p[0] + p[1]))
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2099, 12, 31))
SOURCES = st.builds(Source, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS)
SECTIONS = st.builds(
    Section, st.sampled_from(Part), st.integers(0, 9), WORDS, WORDS, SPANS, st.integers(0, 40)
)
CLAIMS = st.builds(
    Claim,
    WORDS,
    st.sampled_from(Verdict),
    SPANS,
    st.lists(WORDS, max_size=3).map(tuple),
    st.lists(WORDS, max_size=3).map(tuple),
    st.lists(WORDS, max_size=3).map(tuple),
    WORDS,
    WORDS,
    WORDS,
    WORDS,
    WORDS,
)
DOCUMENTS = st.builds(
    Document,
    id=WORDS,
    title=WORDS,
    text=st.text(max_size=60),
    kind=st.sampled_from(Kind),
    number=WORDS,
    issuer=WORDS,
    date=WORDS,
    level=WORDS,
    area=WORDS,
    recipients=WORDS,
    urgency=WORDS,
    validity=st.builds(Validity, DAYS, DAYS, WORDS, DAYS, WORDS),
    compiled=st.booleans(),
    outline=st.lists(SECTIONS, max_size=3).map(lambda s: Outline(tuple(s))),
    attributions=st.lists(
        st.builds(Attribution, SPANS, st.lists(SOURCES, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
    claim=st.none() | CLAIMS,
    asked=st.lists(
        st.builds(Asked, st.lists(SPANS, max_size=2).map(tuple), st.lists(WORDS, max_size=2).map(tuple)),
        max_size=2,
    ).map(tuple),
    unanswered=st.lists(WORDS, max_size=3).map(tuple),
    path=WORDS,
)


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_a_document_survives_its_json(document):
    line = json.dumps(codec.document_to_dict(document), ensure_ascii=False)
    assert codec.document_from_dict(json.loads(line)) == document
    assert codec.digest([codec.document_from_dict(json.loads(line))]) == codec.digest([document])
