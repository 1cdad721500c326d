from datetime import date, datetime, time

import pytest

from municipal_indicators.reader.forms.number_formats import shown


@pytest.mark.parametrize(
    ("value", "number_format", "printed"),
    [
        (0.085, "0.0%", "8,5%"),
        (0.285, "0%", "29%"),
        (1.005, "0.00", "1,01"),
        (0.1 + 0.2, "General", "0,3"),
        (2018, "General", "2018"),
        (1234.5, "General", "1234,5"),
        (-0.004, "0.00", "0,00"),
        (1234567.5, "#,##0", "1.234.568"),
        (1234567, "#,##0.0,,", "1,2"),
        (1234, '"€" #,##0', "€ 1.234"),
        (1234.5, "[$€-413] #,##0.00", "€ 1.234,50"),
        (1234.5, '_ € * #,##0.00_ ;_ € * -#,##0.00_ ;_ € * "-"??_ ;_ @_ ', "€ 1.234,50"),
        (8.5, '0.0"%"', "8,5%"),
        (5, '0 "fte"', "5 fte"),
        (3.14159, "0.0##", "3,142"),
        (5, "0.0##", "5,0"),
        (7, "000", "007"),
        (-1234.5, "#,##0.00;(#,##0.00)", "(1.234,50)"),
        (0, '0;-0;"-"', "-"),
        (5, ";;;", ""),
        (12, "[Red][>10]0;[Blue]0.0", "12"),
        (7, "[Red][>10]0;[Blue]0.0", "7,0"),
        (1e300, "General", "1" + "0" * 300),
        (datetime(2018, 3, 1), "mm-dd-yy", "1-3-2018"),
        (datetime(2018, 3, 1), "yyyy", "2018"),
        (date(2018, 3, 1), "d mmmm yyyy", "1 maart 2018"),
        (datetime(2018, 3, 1), "mmm-yy", "mrt-18"),
        (datetime(2018, 3, 1, 14, 5), "hh:mm", "14:05"),
        (time(14, 5), "h:mm", "14:05"),
        (True, "General", "WAAR"),
        ("n.n.b.", "0.0", "n.n.b."),
        (None, "0.0", ""),
    ],
)
def test_a_value_as_a_spreadsheet_shows_it(value: object, number_format: str, printed: str) -> None:
    assert shown(value, number_format) == printed
