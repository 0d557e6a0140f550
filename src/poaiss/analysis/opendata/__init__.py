"""The open data: what is published, as Parquet files that anyone can analyse; the analysis reads nothing else."""
