"""The figures: a query and a chart each."""
