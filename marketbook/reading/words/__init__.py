"""Words that every reader of figures needs: languages, numbers, scales, currencies, places."""
