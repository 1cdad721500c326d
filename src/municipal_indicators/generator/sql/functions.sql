-- A number from 0 to 9999 that looks random and depends on the arguments only.
create macro noise(a, b, c) as (
    (xor(
        ((a * 48271 + b * 69621 + c * 40692 + {seed} * 16807) % 2147483647) * 48271 % 2147483647,
        ((a * 69621 + b * 40014 + c * 48271 + 12345) % 2147483647) // 32768
    ) * 48271 % 2147483647) % 10000
);
-- A number as Dutch pages print it; style 1 has full stops between thousands.
create macro dutch(number, decimals, style) as (
    case
        when decimals > 0 then replace(
            case decimals
                when 1 then cast(cast(number as decimal(18, 1)) as varchar)
                else cast(cast(number as decimal(18, 2)) as varchar)
            end, '.', ',')
        when style = 1 then replace(format('{{:,}}', cast(number as bigint)), ',', '.')
        else cast(cast(number as bigint) as varchar)
    end
);
