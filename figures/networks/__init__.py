"""Layers and recipes: convolutions and their transposes, activations, normalisation, and digits that a DCGAN draws."""
