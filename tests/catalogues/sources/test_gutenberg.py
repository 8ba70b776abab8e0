from __future__ import annotations

import io

from citecheck.catalogues.sources import read
from citecheck.model import Name, Record

TABLE = (
    "Text#,Type,Issued,Title,Language,Authors,Subjects,LoCC,Bookshelves\r\n"
    '61,Text,1993-01-01,The Communist Manifesto,en,"Marx, Karl, 1818-1883; Engels, Friedrich, 1820-1895",,HX,\r\n'
    '38982,Text,2012-02-25,"Dictatorship vs. Democracy\r\n(Terrorism and Communism): a reply",en,'
    '"Trotsky, Leon, 1879-1940; Brailsford, Henry Noel, 1873-1958 [Editor]",,,\r\n'
)
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:pgterms="http://www.gutenberg.org/2009/pgterms/" xmlns:marcrel="http://id.loc.gov/vocabulary/relators/">
<pgterms:ebook rdf:about="ebooks/61"><dcterms:title>The Communist Manifesto</dcterms:title>
<dcterms:creator><pgterms:agent><pgterms:name>Marx, Karl</pgterms:name><pgterms:birthdate>1818</pgterms:birthdate>
</pgterms:agent></dcterms:creator>
<marcrel:trl><pgterms:agent><pgterms:name>Moore, Samuel</pgterms:name></pgterms:agent></marcrel:trl>
<dcterms:language><rdf:Description><rdf:value>en</rdf:value></rdf:Description></dcterms:language></pgterms:ebook>
</rdf:RDF>"""


def records(data: str) -> list[Record]:
    told = list(read("-", io.BytesIO(data.encode())))
    assert all(isinstance(one, Record) for one in told)
    return told  # type: ignore[return-value]


def test_the_table_has_no_years_of_works() -> None:
    manifesto, reply = records(TABLE)
    assert manifesto.work.authors == (Name("Marx", "Karl"), Name("Engels", "Friedrich"))
    assert manifesto.work.issued is None
    assert (manifesto.key, manifesto.url) == ("61", "https://www.gutenberg.org/ebooks/61")
    assert reply.work.title == "Dictatorship vs. Democracy: (Terrorism and Communism): a reply"
    assert (reply.work.authors, reply.work.editors) == ((Name("Trotsky", "Leon"),), (Name("Brailsford", "Henry Noel"),))


def test_an_rdf_file() -> None:
    (found,) = records(RDF)
    assert (found.key, found.work.title, found.work.language) == ("61", "The Communist Manifesto", "en")
    assert (found.work.authors, found.work.translators) == ((Name("Marx", "Karl"),), (Name("Moore", "Samuel"),))
