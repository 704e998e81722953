"""What people and programs may read and do here. Pure."""

from services.followup.resources import cycles, meetings, recommendations

RESOURCES = (cycles.RESOURCE, recommendations.RESOURCE, meetings.RESOURCE)

__all__ = ["RESOURCES"]
