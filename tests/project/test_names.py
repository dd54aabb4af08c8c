"""Public names stay what they are, whatever is imported in which order."""

import pkgutil

import analysis


def test_no_public_name_is_also_the_name_of_a_module_that_would_take_its_place():
    modules = {module.name for module in pkgutil.iter_modules(analysis.__path__)}
    submodules = {"charts", "coverage", "gaps", "indicators", "report", "sentences", "standing"}
    submodules |= {
        "coverage_words",
        "fitting_words",
        "growth_words",
        "mirror_words",
        "share_words",
        "stock_words",
        "trend_words",
        "verdict_words",
        "words",
    }
    assert set(analysis.__all__) & modules == submodules
