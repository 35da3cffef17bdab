"""Process definitions: their shape, their meaning, and what their graph can come to."""
