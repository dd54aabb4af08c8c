"""Public names stay what they are, whatever is imported in which order."""

import pkgutil

import analysis

ROOMS = {"charts", "findings", "prose", "report", "simulation", "text"}


def test_no_public_name_is_also_the_name_of_a_module_that_would_take_its_place():
    modules = {module.name for module in pkgutil.iter_modules(analysis.__path__)}
    assert set(analysis.__all__) & modules == ROOMS
