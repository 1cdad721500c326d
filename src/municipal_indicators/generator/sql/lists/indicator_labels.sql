select printed_label, indicator_id
from labels
where printed_label not in (select printed_label from known_labels)
order by printed_label
