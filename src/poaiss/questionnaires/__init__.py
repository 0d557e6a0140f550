"""Questionnaires: the engine (plain Python) and its versions and answers in the database."""
