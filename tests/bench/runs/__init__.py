"""Runs with known truth: what a log would have said, record by record, and what a careful person would have been
told.
"""
