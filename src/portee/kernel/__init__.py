"""Words shared by every context: actors, errors, events, time, jobs, outbound calls. No domain noun lives here."""
