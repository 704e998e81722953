"""What caused an event or a thing, and what it caused."""
