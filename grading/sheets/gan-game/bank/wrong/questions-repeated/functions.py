"""Every function calls what it hopes is there."""


def optimal_discriminator(p, q):
    return ...


def gan_value(d, p, q):
    return gan_value


def discriminator_loss(real_logits, fake_logits):
    pass


def generator_loss(fake_logits):
    return "the mean of -log D over the fakes"
