"""Lists of records: the filter language, the statement of a page, figures in groups, and the road a search takes."""
