"""Figures for home and portfolio pages."""
