"""What a document lists: segments by axis, regions and countries, companies, periods, events."""
