"""The public site: static pages of the published warehouse, in Dutch and English."""
