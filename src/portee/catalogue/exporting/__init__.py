"""Descriptions written in the formats that people take away."""

from portee.catalogue.exporting.formats import (
    Export,
    ExportedResource,
    ExportFormat,
    export_resource,
)

__all__ = ["Export", "ExportFormat", "ExportedResource", "export_resource"]
