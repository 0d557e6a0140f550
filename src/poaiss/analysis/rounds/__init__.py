"""The public pages of the analysis: rounds, figures, the open data, the answer matrix; and the preview of a round."""
