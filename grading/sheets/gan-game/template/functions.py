"""The GAN game: four functions.  Try them with `python functions.py`; only numpy may be imported."""

import numpy as np


def optimal_discriminator(p, q):
    """The best discriminator at n points.

    p, q     arrays of shape (n,): the densities of the data and of the generator at these points.  They are not
             negative, never both 0 at a point, and need not add up to 1.
    returns  an array of shape (n,): the probability that each point is real
    """
    raise NotImplementedError


def gan_value(d, p, q):
    """The value of the game, sum_i p_i log d_i + sum_i q_i log(1 - d_i), in nats.

    d        array of shape (n,): what the discriminator says, between 0 and 1, both included
    p, q     arrays of shape (n,): the laws of the data and of the generator; each adds up to 1
    returns  a number.  0 log 0 counts as 0; -inf where d_i = 0 < p_i, or d_i = 1 and q_i > 0
    """
    raise NotImplementedError


def discriminator_loss(real_logits, fake_logits):
    """What the discriminator minimises: mean of -log D over the real batch plus mean of -log(1 - D) over the fakes.

    real_logits, fake_logits   arrays of shapes (n,) and (m,), D = sigmoid(logit); logits may be as large as 1000
    returns                    a number, in nats, finite for all of them
    """
    raise NotImplementedError


def generator_loss(fake_logits):
    """What the non-saturating generator minimises: mean of -log D over the fakes, D = sigmoid(logit).

    fake_logits   array of shape (m,); logits may be as large as 1000
    returns       a number, in nats, finite for all of them
    """
    raise NotImplementedError


if __name__ == "__main__":
    half, law = np.array([0.5, 0.5]), np.array([0.25, 0.75])
    real, fake = np.array([1.0, 800.0]), np.array([-1.0, 0.0, -800.0])
    tries = (
        (optimal_discriminator, (half, law)),
        (gan_value, (half, half, law)),
        (discriminator_loss, (real, fake)),
        (generator_loss, (fake,)),
    )
    for function, arguments in tries:
        try:
            print(f"{function.__name__}: {function(*arguments)}")
        except NotImplementedError:
            print(f"{function.__name__}: not written yet")
