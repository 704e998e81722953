"""The calendar for programs that show calendars."""
