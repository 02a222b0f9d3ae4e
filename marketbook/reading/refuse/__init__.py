"""Why a number that has the form of a figure is none of the market's."""
