"""Help with a report (outcome document of BMS4, paragraph 40): asked for, paired, tracked, taken back."""
