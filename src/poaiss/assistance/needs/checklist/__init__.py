"""The checklist of needs: a questionnaire by area of the Programme of Action, for the State's own use (¶21)."""
