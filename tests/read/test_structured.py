from __future__ import annotations

import pytest
from lxml import etree

from citecheck.read.structured import compose


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "<r><name><surname>Roy</surname><given-names>M. N.</given-names></name><year>1922</year></r>",
            "Roy M. N., 1922.",
        ),
        ("<r>\n <title>On <i>Capital</i>, again</title>\n <year>1955</year>\n</r>", "On Capital, again, 1955."),
        ("<r><title><i>Capital</i> again</title></r>", "Capital again."),
        ("<r><string-name><surname>Roy</surname>, <given-names>M.</given-names></string-name></r>", "Roy, M."),
        ('<r><biblScope unit="page" from="3" to="9"/><date when="1917-10"/></r>', "3–9, 1917-10."),
        ("<r><imprint><publisher/><pubPlace> </pubPlace></imprint><title>A</title></r>", "A."),
        ("<r><title>On <i>A</i> <b>B</b></title></r>", "On A B."),
        ("<r><author>\n<persName><forename>M.</forename>\n<surname>Roy</surname></persName></author></r>", "M. Roy."),
        ("<r/>", ""),
    ],
    ids=str,
)
def test_compose(source: str, text: str) -> None:
    reference = etree.fromstring(source)
    compose(reference)
    assert "".join(reference.itertext()) == text
