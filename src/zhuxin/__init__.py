"""Zhuxin (筑信): customer management for online lenders."""
