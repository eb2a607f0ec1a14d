r"""GAN theory, checked: why each sentence is true."""
