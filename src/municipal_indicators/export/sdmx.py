"""The figures as SDMX-CSV 2.0, with the components that `sdmx_structure.xml` defines."""

# The figures whose period is settled; A2 is what SDMX calls a biennial frequency. A school year or
# span of years has no sign in SDMX: it is its first day with its length.
SDMX_QUERY = """
    select
        'datastructure' as "STRUCTURE",
        'MUNICIPAL_INDICATORS:INDICATOR_VALUE(1.0.0)' as "STRUCTURE_ID",
        'I' as "ACTION",
        case dim_indicator.frequency when 'annual' then 'A' when 'biennial' then 'A2'
            when 'quadrennial' then 'A4' else '_O' end as "FREQ",
        figures.area_id as "REF_AREA",
        figures.indicator_id as "INDICATOR",
        figures.value_type as "VALUE_TYPE",
        figures.document_id as "EDITION",
        case periods.period_kind
            when 'school_year' then periods.first_day || '/P1Y'
            when 'span'
                then periods.first_day || '/P' || periods.year - year(periods.first_day) + 1 || 'Y'
            else figures.period
        end as "TIME_PERIOD",
        figures.value as "OBS_VALUE",
        figures.observation_status as "OBS_STATUS",
        figures.unit as "UNIT_MEASURE",
        figures.decimals as "DECIMALS",
        figures.value_low as "LOWER_BOUND",
        figures.value_high as "UPPER_BOUND",
        figures.value_qualifier as "VALUE_QUALIFIER",
        figures.placement as "PLACEMENT"
    from core.fct_indicator_value as figures
    inner join core.dim_indicator using (indicator_id)
    inner join core.dim_period as periods on figures.period = periods.period
    order by "REF_AREA", "INDICATOR", "VALUE_TYPE", "EDITION", "TIME_PERIOD"
"""
