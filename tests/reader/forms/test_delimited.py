import pytest

from municipal_indicators.reader.forms.delimited import Dialect, detect


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("Indicator;2017;2018\nHalt;1,5;2\n", Dialect(";", None)),
        ("Indicator,2017,2018\nHalt,1.5,2\n", Dialect(",", None)),
        ('Indicator,2017,2018\nHalt,"1,5","2"\n', Dialect(",", '"')),
        ('"Indicator"\t"2017"\n"Halt"\t"1,5"\n', Dialect("\t", '"')),
        ("'Indicator';'2017'\n'Halt; of Bureau Halt';'1,5'\n", Dialect(";", "'")),
        ("Gemeente;2017\n's-Gravenhage;1\n's-Hertogenbosch;2\n", Dialect(";", None)),
        ('"Indicator";"2017"\n"De \\"Halt\\"";"5"\n', Dialect(";", '"', "\\")),
        ('"Indicator";"2017"\n"De ""Halt""";"5"\n', Dialect(";", '"')),
        ("sep=|\nIndicator|2017\nHalt|5\n", Dialect("|", None)),
        ('Indicator;2017\r\n"Halt\r\nper 1.000";5\r\n', Dialect(";", '"')),
    ],
)
def test_a_dialect_is_found(text: str, dialect: Dialect) -> None:
    assert detect(text) == dialect


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Halt\n\n5,3\n\n4,2\n",
        "Halt 5,3 4,2\nVerzuim 6,1 7,8\nBanen 8,0 9,9\n",
        "Indicator\t2017\nHalt\t5,3\n",
        "| Indicator | 2017 |\n| Halt | 5,3 |\n",
        "Een zin, met een komma.\nNog een zin, met nog een komma, en meer.\nEn een zin zonder.\n",
    ],
)
def test_copied_text_is_not_taken_for_delimited_values(text: str) -> None:
    assert detect(text) is None
