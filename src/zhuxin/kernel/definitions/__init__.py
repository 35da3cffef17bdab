"""What is defined as data: drafts, published versions, their differences in words, and going back."""
