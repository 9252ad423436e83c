"""What comes from a document or a reader is shown as it stands and never read as markup."""

import html
import re

from hypothesis import example, given
from hypothesis import strategies as st

from assistant.web.markup import escape, plain, to_html

NASTY = st.text(
    st.sampled_from("<>&\"'`${}[]()!*_#\\-\n\t 1a汉；;/=") | st.characters(codec="utf-8"), max_size=80
)
TAG = re.compile(r"</?(p|br|ul|li|h3|blockquote|strong|span class=\"tie\"|span|a|a href=\"#\")>")


def link(n):
    return f'<a href="#">{n}</a>' if n <= 3 else ""


@given(NASTY)
@example("<script>alert(1)</script>")
@example("${alert(1)}{{x}}`")
@example("\u202eevil\x00\ud800")
def test_escaped_text_has_no_character_that_html_or_a_template_reads(text):
    shown = escape(text)
    assert not re.search("[<>\"'`${}]", shown)
    assert len(html.unescape(shown)) == len(text)
    shown.encode("utf-8")


@given(NASTY)
@example("![x](http://leak.example/a.png)")
@example('<a href="javascript:alert(1)">')
@example("**a [1]** [2][3] [9]")
@example("a;[1]")
def test_only_our_own_tags_come_out(text):
    assert not re.search("[<>]", TAG.sub("", to_html(text, link)))


@given(NASTY.filter(lambda t: "\\" not in t and "*" not in t))
def test_no_word_is_lost_or_added(text):
    def letters(t):
        return re.sub(r"[\s>#\ufffd-]", "", t)

    shown = html.unescape(TAG.sub("", to_html(text, lambda n: f"[{n}]")))
    # a leading mark of a line says what block it is; everything else stays
    assert letters(shown) == letters(html.unescape(escape(text)))


def test_markers_become_links_and_unknown_markers_stay_text():
    shown = to_html("备足沙袋。 [1][9]", link)
    assert '<span class="tie">。<a href="#">1</a></span>' in shown
    assert "[9]" in shown


def test_an_escaped_marker_of_a_document_is_not_a_citation():
    assert "<a" not in to_html(r"见附件\[1\]", link)


def test_blocks():
    shown = to_html("据：\n\n**各乡镇**\n\n- 甲 [1]\n\n- 乙\n\n> 注意\n\n3. 丙", link)
    assert "<h3><strong>各乡镇</strong></h3>" in shown
    assert shown.count("<ul>") == 1
    assert shown.count("<li>") == 2
    assert "<blockquote>注意</blockquote>" in shown
    assert "<p>3. 丙</p>" in shown  # a document's own number is never counted anew


def test_a_caution_shown_elsewhere_is_left_out():
    assert to_html("> 注意\\*时效", link, skip=("注意*时效",)) == ""


def test_plain():
    assert plain(r"**结论：不实** 甲\_乙") == "结论：不实 甲_乙"


def test_no_line_breaks_within_a_date():
    assert '<span class="date">2020-02-04</span>' in to_html("核查：2020-02-04", lambda n: "")
    assert "date" not in to_html("电话 0551-2020-02-04", lambda n: "")
