"""The stage: how a figure is described, checked, drawn, written down and shown."""
