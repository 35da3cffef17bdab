"""Long jobs as people see them: their list, and how to cancel one."""
