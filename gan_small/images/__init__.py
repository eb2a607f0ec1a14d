"""DCGAN on scanned digits: real images, small enough for sixteen GANs to train side by side on one core."""
