"""`python -m benchmarks gans`: how fast ensembles of small GANs are trained, by us and by what a user would write.

    work.py          what all of them do, exactly: the recipe, the targets, the numbers to start from
    plain_loop.py    PyTorch, one GAN at a time
    torch_func.py    PyTorch, all at once: stack_module_state, functional_call, vmap, grad
    with_jax.py      JAX: jit(vmap(scan(step))) and jit(lax.map(scan(step)))
    ours.py          gan_small's engines
    engines.py       all of the above by name, and why one is left out
    workers.py       each in a process of its own, on its own cores
    throughput.py    the first table: GAN-steps per second
    until.py         the second: seconds until 64 random Gaussians hold a certificate

A GAN-step is one update of D and one of G of one member.  tests/test_benchmarks_gans.py checks that all of them take
the same step: from the same numbers, on the same batch, to the same numbers.
"""
