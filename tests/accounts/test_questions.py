from __future__ import annotations

from django import forms

from backpain.accounts.templatetags.questions import answer, answers


class Form(forms.Form):
    colour = forms.ChoiceField(
        choices=[("r", "Red"), ('"><script>', "<b>Blue</b> & “more”")],
        widget=forms.RadioSelect,
    )


def test_each_answer_is_a_row_with_its_label():
    html = answers(Form()["colour"])

    assert html.count('<label class="option" for="id_colour_0">') == 1
    assert (
        '<input type="radio" name="colour" value="r" id="id_colour_0"><span>Red</span>'
        in html
    )
    assert "checked" not in html


def test_what_was_chosen_is_checked_and_nothing_else():
    html = answers(Form({"colour": "r"})["colour"])

    assert html.count(" checked") == 1
    assert 'value="r" id="id_colour_0" checked>' in html


def test_whatever_an_answer_says_is_escaped():
    field = Form()["colour"]
    html = answers(field) + answer(field.subwidgets[1].data)

    assert "<script>" not in html
    assert "<b>" not in html
    assert html.count("&quot;&gt;&lt;script&gt;") == 2
    assert html.count("&lt;b&gt;Blue&lt;/b&gt; &amp; “more”") == 2
