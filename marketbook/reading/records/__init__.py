"""Facts as records of the tables: ids, places, players, units and periods derived from them."""

from __future__ import annotations

from marketbook.reading.records.memory import AuditedReadings, audit_readings

__all__ = ["AuditedReadings", "audit_readings"]
