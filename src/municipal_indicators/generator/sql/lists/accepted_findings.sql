select
    finding_id,
    figures,
    'Met opzet aangebracht door de generator.' as reason_nl,
    'Planted on purpose by the generator.' as reason_en
from planted
