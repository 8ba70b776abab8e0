from datetime import date

import pytest

from citecheck.errors import UsageError
from citecheck.suppress.rule import Rule, parse


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("CC201 seen in Amsterdam", Rule("seen in Amsterdam", ("CC201",))),
        ("CC201,CC3: seen, twice", Rule("seen, twice", ("CC201", "CC3"))),
        ("CC201 CC303 # seen", Rule("seen", ("CC201", "CC303"))),
        ("the author insists", Rule("the author insists")),
        ("CC until=2027-02-01 all of it", Rule("all of it", ("CC",), date(2027, 2, 1))),
        ("CC2 see CC3 of the guide", Rule("see CC3 of the guide", ("CC2",))),
    ],
    ids=str,
)
def test_rules(text: str, rule: Rule) -> None:
    assert parse(text) == rule


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CC201", "no reason"),
        ("CC201 until=2027-01-01", "no reason"),
        ("CC201 --", "no reason"),
        ("", "no reason"),
        ("CC2O1 the letter O", "'CC2O1'"),
        ("CC201 why until=2027-13-01", "2027-13-01"),
        ("CC201 why until=", "YYYY-MM-DD"),
    ],
    ids=str,
)
def test_what_is_no_rule(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse(text)


def test_a_rule_holds_through_its_last_day_and_for_its_codes() -> None:
    rule = parse("CC2 why until=2027-01-01")
    assert (rule.is_over(date(2027, 1, 1)), rule.is_over(date(2027, 1, 2))) == (False, True)
    assert (rule.covers("CC201"), rule.covers("CC301")) == (True, False)
    assert parse("why").covers("CC301")
