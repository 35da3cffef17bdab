"""Print templates: papers that people lay out for records, as PDF."""
