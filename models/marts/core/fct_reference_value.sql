select
    reference_values.reference_source_id,
    reference_values.reference_measure,
    reference_values.area_id,
    reference_values.year,
    reference_values.reference_value,
    reference_values.observation_status
from {{ ref('stg_reference_values') }} as reference_values
-- The list carries the whole country, the warehouse the areas that documents are about.
inner join {{ ref('dim_area') }} as areas
    on reference_values.area_id = areas.area_id
