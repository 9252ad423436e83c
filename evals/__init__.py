"""Cases, metrics, runs, reports and the regression gate over answers and citations."""
