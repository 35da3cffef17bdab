"""The demo lender: a thousand real applicants through two years of business days."""
