"""How a flow calls the stage: the store that the settings name."""

from tasks.settings import Settings
from tasks.store.base import Store
from tasks.store.local import LocalStore


def open_store(settings: Settings) -> Store:
    return LocalStore(settings.store_folder)
