"""Question sets, run through the same bot that answers people.

python -m evals run --index .index
"""
