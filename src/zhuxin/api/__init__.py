"""HTTP only: what the outside says, in the words of the layers below."""
