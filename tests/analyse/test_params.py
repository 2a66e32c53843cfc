import hashlib

from tasks.analyse import params
from tasks.analyse.catalogue import CATALOGUE
from tasks.analyse.judgements import VERDICTS

# What the version stood for when it was last changed. Editions of reports are decided by it.
VERSION = ("2026.2", "a5719f739a1d4ab8")


def test_changing_a_parameter_asks_for_a_new_version() -> None:
    values = {name: value for name, value in vars(params).items() if name.isupper() and name != "PARAMS_VERSION"}
    said = repr((sorted(values.items(), key=lambda item: item[0]), list(CATALOGUE.values()), list(VERDICTS.items())))
    assert (params.PARAMS_VERSION, hashlib.sha256(said.encode()).hexdigest()[:16]) == VERSION
