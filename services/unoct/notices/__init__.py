"""Notices of projects from other systems: judged, or waiting for what they cite."""
