"""HTML reduced to lines of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.files import clean_text, html_text


def shown(page: str, *, keeps_lines: bool = False) -> str:
    return clean_text.block(html_text.read(page, keeps_lines=keeps_lines).text)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p dir=\"ltr\" style=\"text-align:left;\">Một</p>\n<p>hai<br/>ba</p>", "Một\nhai\nba"),
        ("a\nb  c&nbsp;d", "a b c d"),
        ("<pre>a\nb</pre>", "a\nb"),
        ("<ul><li>a</li><li><p>b</p></li></ul><ol><li>x<ul><li>y</li></ul></li><li>z</li></ol>",
         "• a\n• b\n1. x\n• y\n2. z"),
        ("<table><tbody><tr> <th>a</th> <td>b</td></tr>\n<tr><td>c</td><td>d</td></tr></tbody></table>",
         "a | b\nc | d"),
        ("x<sup>2</sup> + H<sub>2</sub>O, x<sup>ab</sup>, y<sub>k</sub>", "x² + H₂O, x^(ab), y_k"),
        ("1 &lt; 2 &amp;amp; 3 &#7841; &#x1EA1; &eacute;", "1 < 2 &amp; 3 ạ ạ é"),
        ("nếu a < b và b > c", "nếu a < b và b > c"),
        ("nếu <x> lớn", "nếu <x> lớn"),
        ("a<!-- ẩn -->b<script>var a = '<p>';</script>c<style>p {}</style>d<o:p></o:p>", "abcd"),
        ("a<!-- không đóng", "a<!-- không đóng"),
        ("<a href=\"https://example.org/x\">quy chế</a> <a href=\"https://example.org\">https://example.org</a>",
         "quy chế (https://example.org/x) https://example.org"),
        ("<a href=\"javascript:alert(1)\">bấm</a>", "bấm"),
        ("<img src=\"a.png\" alt=\"sơ đồ\"> <img src='b.png' alt='b.png'>", "[sơ đồ]"),
        ("&#99999999999999999999;&#0;&#xD800;x", "���x"),
        ("</p></ul></sup>", ""),
    ],
)  # fmt: skip
def test_what_a_chat_shows(page: str, text: str) -> None:
    assert shown(page) == text


def test_lines_are_kept_where_moodle_keeps_them() -> None:
    assert shown("a\n<b>b</b>", keeps_lines=True) == "a\nb"


def test_pictures_and_media_are_named() -> None:
    page = html_text.read('<img src="a.png"><IMG SRC=b.gif /><video src="v"></video><iframe></iframe><img>')
    assert (page.pictures, page.media) == (["a.png", "b.gif", ""], ["video", "iframe"])


@given(st.text())
def test_plain_text_escaped_comes_out_again(text: str) -> None:
    text = clean_text.block(text)
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    assert shown(escaped) == text


BITS = ["<", ">", "/", "p", "li", "<ol>", "</", "a", " ", "'", '"', "=", "&", "#", "!--", ";", "9"]


@given(st.lists(st.sampled_from(BITS)).map("".join))
def test_any_page_is_read(page: str) -> None:
    html_text.read(page)
    html_text.read(page, keeps_lines=True)
